"""The rules that do not wait for a list: each with its words, where it comes from, and its SQL.

A rule reads only what is on record on the run date. ``latest`` holds the latest assessment of every
person; beside its columns ``day``, the run date; ``recent_from``, 28 days before; and, counted
from 0 for the lowest level, ``assigned_rank``, ``high_rank`` (where the upper levels begin),
``child_rank`` and ``adult_rank`` (the highest cell of children and of known adults; blank where
none is rated). The other tables hold the facts recorded by the run date. A rule yields
``assessment_id``, ``since``, the date of what it found, and ``known_at``, when that was recorded.
Only what was recorded, or began, in the last 28 days is urgent: older facts are for the lists.
"""

from dataclasses import dataclass

RECENT_DAYS = 28


@dataclass(frozen=True)
class UrgentRule:
    """One rule.

    Parameters
    ----------
    name : str
        Its name in files.
    sentence, next_step : str
        What it found, and what to do today.
    after : str
        What it was learned from.
    needs : tuple of str
        The columns it reads, as ``table.column``, first those of the table its finding is in.
        Where one is not on record the rule is not applied, and the list says so.
    sql : str
        The query: ``assessment_id``, ``since`` and ``known_at``, one row a case.
    """

    name: str
    sentence: str
    next_step: str
    after: str
    needs: tuple[str, ...]
    sql: str


RULES = (
    UrgentRule(
        name="recall_considered_not_taken",
        sentence="Recall was considered and not taken; a breach, arrest or charge is on record.",
        next_step="Look again at recall today.",
        after="A man should have been recalled six days before he killed.",
        needs=("contacts.contact_group", "contacts.enforcement_action", "contacts.contact_date"),
        sql="""
            select a.assessment_id,
              max(greatest(c.contact_date, e.contact_date)) as since,
              max(greatest(c.known_at, e.known_at)) as known_at
            from latest a join contacts c on c.person_id = a.person_id
            join contacts e on e.person_id = a.person_id
            where c.contact_group = 'recall'
              and not exists (
                select 1 from contacts t
                where t.person_id = a.person_id and t.enforcement_action = 'recall'
                  and t.contact_date >= c.contact_date
              )
              and c.contact_date >= a.day - interval '182' day
              and (
                (
                  e.contact_group = 'arrest_or_charge' and e.contact_date >= c.contact_date
                  and e.known_at >= a.recent_from
                )
                or (
                  e.enforcement_action = 'breach'
                  and e.contact_date >= c.contact_date - interval '28' day
                  and greatest(c.known_at, e.known_at) >= a.recent_from
                )
              )
            group by a.assessment_id
        """,
    ),
    UrgentRule(
        name="released_and_missing",
        sentence="Released in the last 28 days and has missed an appointment since.",
        next_step="Find out today where the person is, and whether recall is needed.",
        after="A murder nine days after release.",
        needs=("contacts.appointment_outcome", "contacts.contact_date", "assessments.release_date"),
        sql="""
            select a.assessment_id, max(c.contact_date) as since, max(c.known_at) as known_at
            from latest a join contacts c on c.person_id = a.person_id
            where a.release_date between a.recent_from and a.day
              and c.contact_date >= a.release_date
              and c.appointment_outcome = 'unacceptable_absence'
            group by a.assessment_id
        """,
    ),
    UrgentRule(
        name="arrest_or_charge_since_rating",
        sentence="Arrested or charged since the rating, which is below high.",
        next_step="Decide today whether a new assessment is needed.",
        after="Ratings of medium that stood while the person offended.",
        needs=("contacts.contact_group", "contacts.contact_date"),
        sql="""
            select a.assessment_id, max(c.contact_date) as since, max(c.known_at) as known_at
            from latest a join contacts c on c.person_id = a.person_id
            where c.contact_group = 'arrest_or_charge' and c.known_at >= a.recent_from
              and c.contact_date > a.assessment_date and a.assigned_rank < a.high_rank
            group by a.assessment_id
        """,
    ),
    UrgentRule(
        name="warrant",
        sentence="A warrant or summons is on the register.",
        next_step="Check today that police and practitioner both know.",
        after="Inspectors' alerts for immediate danger.",
        needs=("registrations.register_code", "registrations.start_date"),
        sql="""
            select a.assessment_id, max(r.start_date) as since, max(r.known_at) as known_at
            from latest a join registrations r on r.person_id = a.person_id
            where r.register_code = 'WRSM' and r.known_at >= a.recent_from
              and (r.end_date is null or r.end_date > a.day)
            group by a.assessment_id
        """,
    ),
    UrgentRule(
        name="child_safeguarding_reply",
        sentence=(
            "Children's services hold information that arrived after signing; "
            "no child is rated as at risk."
        ),
        next_step="Read the reply today and look again at the risk to children.",
        after="Child safeguarding checks made and not followed up.",
        needs=(
            "enquiries.outcome",
            "enquiries.response_date",
            "assessments.rosh_children_community",
        ),
        sql="""
            select a.assessment_id, max(q.response_date) as since,
              max(q.response_date) as known_at
            from latest a join enquiries q on q.person_id = a.person_id
            where q.enquiry_type = 'child_safeguarding' and q.outcome = 'information_held'
              and q.response_date > a.assessment_date
              and q.response_date between a.recent_from and a.day
              and coalesce(a.child_rank, 0) < 1
            group by a.assessment_id
        """,
    ),
    UrgentRule(
        name="domestic_abuse_reply",
        sentence=(
            "Police hold domestic abuse information that arrived after signing; "
            "no known adult is rated as at risk."
        ),
        next_step="Read the reply today and look again at the risk to known adults.",
        after="Police call-outs to domestic abuse not followed up.",
        needs=(
            "enquiries.outcome",
            "enquiries.response_date",
            "assessments.rosh_known_adult_community",
        ),
        sql="""
            select a.assessment_id, max(q.response_date) as since,
              max(q.response_date) as known_at
            from latest a join enquiries q on q.person_id = a.person_id
            where q.enquiry_type = 'domestic_abuse_police' and q.outcome = 'information_held'
              and q.response_date > a.assessment_date
              and q.response_date between a.recent_from and a.day
              and coalesce(a.adult_rank, 0) < 1
            group by a.assessment_id
        """,
    ),
)
