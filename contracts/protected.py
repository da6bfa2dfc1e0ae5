"""The one list of protected characteristics, and how a column's name gives one away.

Profiles, checks and features all ask here, so that none lets through what another refuses. All
nine characteristics of the Equality Act 2010 are covered. Age is apart from the others: it is
part of the actuarial scores, so a profile may use it where it says why.
"""

import re
from functools import cache

CHARACTERISTICS: dict[str, tuple[str, ...]] = {
    "disability": (
        "disab*", "disbl*", "handicap*", "impairment", "impaired", "neurodiv*", "autis*",
        "asperger", "adhd", "dyslexi*", "dyspraxi*", "deaf*", "wheelchair", "learning difficult*",
        "special needs", "special educational needs", "long term illness",
        "long term condition",
    ),
    "gender reassignment": (
        "transgender*", "transsex*", "trans", "cisgender*", "nonbinary", "non binary", "pronoun",
        "gender reassign*", "gender identit*", "gender recognition", "gender dysphori*",
    ),
    "marriage and civil partnership": (
        "marital*", "married", "unmarried", "marriage", "civil partner*", "civil status",
        "civil union", "relationship status", "spouse", "husband", "wife", "divorced", "divorcee",
        "widow*",
    ),
    "pregnancy and maternity": (
        "pregnan*", "maternity", "antenatal", "prenatal", "postnatal", "perinatal", "breastfeed*",
        "trimester", "childbirth", "given birth", "gave birth",
    ),
    "race": (
        "race", "racial", "ethni*", "ethcode", "eth", "bame", "bme", "caste", "gypsy", "gipsy",
        "roma", "romany", "traveller", "skin colour", "skin color", "skin tone", "ancestry",
        "asian", "caucasian", "afro*", "nationalit*", "nationalty", "citizen*", "national origin",
        "national identit*", "country of birth", "country of origin", "birth country",
        "country birth", "place of birth", "birth place", "birthplace", "place of origin",
        "foreign national", "foreign born", "uk born", "born abroad", "born in uk",
        "born outside uk", "immigration", "immigrant", "migrant", "refugee", "asylum seeker",
        "language", "mother tongue", "interpreter",
    ),
    "religion or belief": (
        "religio*", "relig", "belief", "faith", "creed", "denomination", "christian*", "muslim",
        "islam*", "jewish", "judaism", "hindu*", "sikh*", "buddhis*", "catholic*", "atheis*",
    ),
    "sex": ("sex", "gender*", "gndr", "male", "female"),
    "sexual orientation": (
        "sexual orientation", "sexual identit*", "sexual preference", "sexualit*", "orientation",
        "lgb*", "gay", "lesbian*", "bisexual*", "homosexual*", "heterosexual*", "queer", "asexual",
    ),
}  # fmt: skip
AGE = ("age", "aged", "birth", "birthdate", "birthday", "birthyear", "dob", "yob", "date of birth",
       "year of birth", "age group", "age band")  # fmt: skip
# words with another use: protected only where nothing but AFFIXES stands beside them
ALONE = {
    **dict.fromkeys(("black", "white", "arab", "chinese", "british"), "race"),
    **dict.fromkeys(("man", "men", "woman", "women"), "sex"),
    **dict.fromkeys(("single", "separated", "cohabiting"), "marriage and civil partnership"),
}
PREFIXES = ("is", "has", "was", "the", "person", "offender", "client", "applicant", "defendant")
SUFFIXES = ("code", "cd", "flag", "id", "ind", "desc", "description", "status", "group", "grp",
            "type", "category", "cat", "value", "text", "yn")  # fmt: skip
AFFIXES = {*PREFIXES, *SUFFIXES, "of", "or", "and", "other", "self", "stated"}
# what is said of an offence, of its victims or of an attitude is no characteristic of the person
_OFFENCE = (
    "(offen[cs]es?|offending|crimes?|assaults?|abuse|violence|harassment|trafficking|exploitation)"
)
_ATTITUDE = "(criminal|procriminal|antisocial|extremist|violent|distorted|supportive)"
OTHER_USES = re.compile(
    r".*\b(hate|aggravat\w*)\b.*"
    rf"|\b\w+ (based )?{_OFFENCE}\b"
    r"|\bsex (offenders?|work\w*)\b"
    r"|\bforced marriages?\b|\b(good|bad) faith\b|\bimpaired driving\b"
    r"|\btrans (date|amount|number|ref|time)\b|\bcitizens advice\b"
    rf"|\b{_ATTITUDE} beliefs?\b|\bbeliefs? (about|supporting|that)\b"
)


def words_of(name: str) -> list[str]:
    """The words of a name in small letters, however it joins them.

    Examples
    --------
    >>> words_of("isEthnicGroup-16 LGBTStatus")
    ['is', 'ethnic', 'group', 'lgbt', 'status']
    """
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", name)
    return re.findall(r"[a-z]+", parted.casefold())


def characteristic_of(name: str) -> str | None:
    """The protected characteristic, or close proxy of one, that a column's name speaks of.

    None for every other name, and for age, which has a rule of its own (``is_about_age``).

    Examples
    --------
    >>> characteristic_of("SEXUAL_ORIENTATION_CODE"), characteristic_of("countryOfBirth")
    ('sexual orientation', 'race')
    >>> characteristic_of("sexual_offences") is None
    True
    """
    text = OTHER_USES.sub(" ", " ".join(words_of(name)))
    words = text.split()
    forms = [*map(_bare, words), *words]
    text = " ".join(words)
    for characteristic, pattern in _patterns().items():
        if any(pattern.fullmatch(form) for form in forms) or pattern.search(text):
            return characteristic
    left = [word for word in words if word not in AFFIXES]
    return ALONE.get(left[0]) if len(left) == 1 else None


def is_about_age(name: str) -> bool:
    """Whether a column's name speaks of a person's age or day of birth.

    Examples
    --------
    >>> is_about_age("Age at screening"), is_about_age("dateOfBirth"), is_about_age("stage")
    (True, True, False)
    """
    text = " ".join(words_of(name))
    return bool(name_pattern(AGE).search(text)) and characteristic_of(name) is None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """By characteristic; the narrower ones first, since 'gender identity' is not sex."""
    order = sorted(CHARACTERISTICS, key=lambda name: name == "sex")
    return {name: name_pattern(CHARACTERISTICS[name]) for name in order}


@cache
def name_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Matches any of ``names`` as whole words, parted or run together, in singular or plural.

    A star at the end of a name stands for any further letters of its word.
    """
    forms = [_form(name) for name in names]
    return re.compile(rf"\b(?:{'|'.join(forms)})\b")


def _form(name: str) -> str:
    if name.endswith("*"):
        return name[:-1].replace(" ", " ?") + r"\w*"
    stem = name.removesuffix("y") if name.endswith("y") else name
    ends = "(?:y|ies)" if name.endswith("y") else "(?:s|es)?"
    return stem.replace(" ", " ?") + ends


def _bare(word: str) -> str:
    """A word without a prefix or suffix that was run into it: ``sexcode``, ``ispregnant``."""
    for prefix in PREFIXES:
        word = word.removeprefix(prefix)
    for suffix in SUFFIXES:
        if len(word) - len(suffix) > 2:
            word = word.removesuffix(suffix)
    return word
