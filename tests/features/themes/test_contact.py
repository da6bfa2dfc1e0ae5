import math

KEPT = {"contact_group": "office", "contact_date": "2026-02-20", "known_at": "2026-02-20"} | {
    "appointment_outcome": "complied",
    "duration_minutes": 30,
}
PHONE = KEPT | {"contact_group": "phone", "duration_minutes": 10}


def test_the_share_face_to_face_is_of_appointments_kept(value_of):
    missed = KEPT | {"appointment_outcome": "unacceptable_absence"}

    assert value_of("in_person_share_12w", contacts=[KEPT, PHONE, missed]) == 0.5
    assert value_of("seen_in_person_12w", contacts=[KEPT, PHONE, missed]) == 1


def test_suspended_contact_says_nothing(value_of):
    suspended = {"contact_suspended": True}

    assert math.isnan(value_of("in_person_share_12w", suspended, contacts=[KEPT]))
    assert math.isnan(value_of("seen_in_person_12w", suspended, contacts=[KEPT]))


def test_minutes_are_the_average_of_appointments_kept(value_of):
    assert value_of("minutes_an_appointment_12w", contacts=[KEPT, PHONE]) == 20


def test_home_visits_are_counted(value_of):
    visit = KEPT | {"contact_group": "home_visit"}

    assert value_of("home_visits_12w", contacts=[KEPT, visit]) == 1
