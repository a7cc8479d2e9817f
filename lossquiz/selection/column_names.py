"""What the name of a column says: a count, a measure, a grade, an angle, an event, a query, a weight."""

from __future__ import annotations

import re
from collections.abc import Iterable

_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-zäöüßéèñ]+|\d+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COUNT = _words("""
    count counts cnt num number numbers nb n qty quantity freq frequency occurrences anzahl nombre
""")
# Things that are counted, though the rule of the plural would not find them.
COUNTED = _words("sold demand children people persons cnt traffic clicks goals")
MEASURE = _words("""
    price prices cost costs amount income salary wage wages revenue value age weight height length width depth
    size area sqft temp temperature pressure humidity speed distance km miles days hours minutes seconds months
    years weeks duration time tenure bmi bp glucose calories calorie mpg hp horsepower cc grams kg lb lbs cm mm
    rent fare fee payment balance loan debt budget charges charge year power energy kwh load watt watts elevation
    altitude volume population index concentration strength density mass dose voltage current earnings profit
    expenses expense spend spending tax bill mileage dollars euros progression heartrate pulse cholesterol chol
    trestbps thalach steps latency ms preis umsatz alter gewicht gpa rul pace
""")
CLASS = _words("""
    class classes label labels category categories type types species cluster clusters segment group kind genre
    color colour brand cultivar variety cultivars digit digits topic topics intent language country region state
    city model make breed diagnosis disease outcome target sector industry department activity gesture emotion
    speaker author shape family klass letter symbol sign character gender sex race religion occupation shapes
    klasse
""")
GRADE = _words("""
    rating ratings star stars grade grades quality satisfaction satisfied severity stage likert review nps
    relevance relevancy agreement opinion pain priority difficulty tier condition importance health urgency score
    scores rank level levels mark marks performance stress happiness wellbeing confidence agree recommend ordinal
    note notes bewertung happy anxiety mood seriousness risk feedback
""")
ID = _words("id ids uuid guid idx key index rownum row rowid")
CODE = _words("""
    zip zipcode zipcodes postcode postal postalcode plz phone telephone ssn isbn ean sku code fips iban barcode
    pin vin
""")
ANGLE = _words("""
    angle angles direction dir deg degrees degree azimuth bearing heading aspect orientation wd theta phi yaw
    phase rotation winddir winddirection course
""")
SHARE = _words("""
    share shares percent percentage pct perc proportion fraction ratio prob probability rate utilization
    utilisation occupancy coverage humidity yield conversion ctr cvr availability attendance likelihood efficiency
    rh lgd recovery anteil
""")
PROBABILITY = _words("prob probability probabilities proba soft")
YEAR = _words("year yr jahr yob birthyear founded built")
EVENT = _words("""
    event events status censored censor cens observed uncensored failed failure fail died dead death deceased
    fstat relapse recurrence delta d vital churn churned converted conversion defaulted attrition arrest cancelled
    canceled exited left fustat e
""")
CENSOR = _words("censored censor cens event events observed uncensored delta fstat fustat e")
DURATION = _words("""
    time times duration tenure survival days months weeks years hours lifetime followup fu follow tte t stop los
    futime lenfol cycles rfs os pfs dfs ttf lifespan longevity runtime wait waiting stay rul minutes week
""")
QUERY = _words("query queries qid search srch session request topic question")
USER = _words("""
    user users userid uid customer customerid reviewer reviewerid member memberid visitor visitorid reader viewer
    listener profile account person msno
""")
ITEM = _words("""
    item items itemid iid movie movieid film product productid book bookid asin track song artist article anime
    restaurant business businessid recipe game isbn video show stockcode joke hotel content
""")
RATED = _words("""
    rating ratings stars star score overall like liked likes review feedback preference grade interest
""")
USED = _words("""
    click clicks clicked plays play playcount listen listens listened watch watched interaction interactions
    purchase purchased purchases view views viewed implicit bought count target hours
""")
CLICK = _words("click clicks clicked ctr conversion converted")
AD = _words("""
    ad ads advert adid campaign banner impression impressions creative site app placement publisher advertiser
    keyword
""")
WHEN = _words("""
    date datetime ds timestamp day week month year quarter period time t hour step dt datum monat jahr date_time
    yearmonth yr
""")
EXPOSURE = _words("""
    exposure expo exposures offset insured holders at_risk personyears pyears persontime duration_at_risk
    insured_years earned miles_driven
""")
WEIGHTS = _words("""
    sample_weight sampleweight row_weight case_weight survey_weight fnlwgt instance_weight freq_weight iweight
    pweight wgt wt weights sample_weights obs_weight final_weight
""")
HOUR = _words("hour hr uhrzeit tod")
LATITUDE = _words("lat latitude lon lng long longitude")
LABELS = _words("""
    tags labels genres topics categories keywords skills ingredients symptoms codes themes classes
""")
LISTED_UNITS = _words("""
    days hours minutes seconds months years weeks miles kg lbs grams dollars euros points ratings stars percent
    degrees sales earnings charges expenses wages costs prices emissions savings losses gains inches feet yards
    meters metres acres tons tonnes liters litres gallons watts volts amps joules bytes pixels cents pounds kilos
    decibels values results scores units_of_measure
""")
STRICT_QUERY = _words("query queries qid srch search")
JUDGED = _words("""
    relevance relevancy rel label grade rank position median_relevance score judgment judgement gain clicked click
    booked purchased y booking booking_bool purchase bought ordered
""")
SOURCE = _words("source src article document text input prompt question instruction english en de fr context")
ASKS = _words("prompt question instruction input context")
ANSWERS = _words("completion response answer output reply assistant")
PERCENT = _words("percent percentage pct perc prozent")
OF_DAY = _words("""
    time arrival departure pickup dropoff hour start end clock bed bedtime wake sleep sunrise sunset open close
    uhrzeit
""")
TEMPERATURE = _words("temp temps temperature temperatures tmin tmax celsius fahrenheit dewpoint dew")
RATED_FROM_1 = _words("rating ratings star stars likert satisfaction review")
_NOT_PLURAL = ("ss", "us", "is", "ness", "as", "os")


def parts(name: str) -> list[str]:
    """Return the words of a name, in lower case: `ClaimNb` is claim, nb."""
    return [part.lower() for part in _PARTS.findall(name)]


def says(name: str, words: Iterable[str]) -> str:
    """Return the word of a name that is among some, the last first, or ""."""
    among = set(words)
    whole = "_".join(parts(name))
    joined = whole.replace("_", "")
    for found in (whole, joined, *reversed(parts(name))):
        if found in among:
            return found
    return ""


def says_count(name: str) -> str:
    """Return what in a name says that something is counted: `n_`, `count`, or a plural that is no unit."""
    found = says(name, COUNT | COUNTED)
    if found and not says(name, LISTED_UNITS):
        return found
    last = next((part for part in reversed(parts(name)) if not part.isdigit()), "")
    plural = len(last) > 4 and last.endswith("s") and not last.endswith(_NOT_PLURAL)  # noqa: PLR2004 - short words seldom are
    known = last in MEASURE | LISTED_UNITS | GRADE | LABELS | CLASS | ANGLE | SHARE | EVENT
    return last if plural and not known else ""


def is_of_cycle(name: str) -> tuple[float, str] | None:
    """Return how long the cycle is in which a name's values go round, and in what, or None."""
    words = set(parts(name))
    whole = "_".join(parts(name))
    if words & HOUR or whole in {"hour_of_day", "time_of_day", "hourofday"}:
        return 24.0, "hours of a day"
    if words & {"weekday", "dayofweek", "dow"} or whole == "day_of_week":
        return 7.0, "days of a week"
    if whole in {"month", "month_of_year", "mnth"} or words & {"mnth"}:
        return 12.0, "months of a year"
    if whole in {"day_of_year", "dayofyear", "doy", "yday"}:
        return 366.0, "days of a year"
    return (360.0, "degrees") if words & ANGLE else None
