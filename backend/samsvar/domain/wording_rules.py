"""
What hints look for, as data: by rule, and within it by language.

All languages are looked for in every text, because nobody says in which one it is written. Patterns ignore case unless
they say otherwise, and see a text without what stands in quotation marks: what customers are to say is not what the unit says.

A rule prefers to be silent: teams that pay salaries, sell bonus points or hold appraisals for a whole company write
about just that, and are meant to. So a bare word counts only where nothing in the text speaks of customers, of a tool or of everybody.
"""

import dataclasses
import enum
import re
from collections.abc import Sequence
from typing import Final


class Concern(enum.StrEnum):
    """What a hint is about."""

    INDIVIDUAL_GOAL = "INDIVIDUAL_GOAL"
    TIED_TO_PAY = "TIED_TO_PAY"
    HOLDS_A_NUMBER = "HOLDS_A_NUMBER"
    DESCRIBES_WORK = "DESCRIBES_WORK"


class Rule(enum.StrEnum):
    """What was found; somebody who dismisses a hint dismisses its rule for that record."""

    FIRST_PERSON = "FIRST_PERSON"
    NAMED_PERSON = "NAMED_PERSON"
    PERSONAL_PLAN = "PERSONAL_PLAN"
    PAY = "PAY"
    APPRAISAL = "APPRAISAL"
    NUMBER = "NUMBER"
    WORK = "WORK"


CONCERNS: Final = {
    Rule.FIRST_PERSON: Concern.INDIVIDUAL_GOAL,
    Rule.NAMED_PERSON: Concern.INDIVIDUAL_GOAL,
    Rule.PERSONAL_PLAN: Concern.INDIVIDUAL_GOAL,
    Rule.PAY: Concern.TIED_TO_PAY,
    Rule.APPRAISAL: Concern.TIED_TO_PAY,
    Rule.NUMBER: Concern.HOLDS_A_NUMBER,
    Rule.WORK: Concern.DESCRIBES_WORK,
}


def _any(*patterns: str, case: bool = False) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), 0 if case else re.IGNORECASE)


@dataclasses.dataclass(frozen=True)
class Search:
    """A pattern that hints, and one that keeps it silent wherever it stands in the text."""

    words: re.Pattern[str]
    unless: re.Pattern[str] | None = None


QUOTED: Final = re.compile(r"«[^»]*»|“[^”]*”|„[^“”]*[“”]|\"[^\"]*\"|‘[^’]*’|»[^«]*«")

# --- Whom or what a text speaks of ---------------------------------------------------------------------------------

_CUSTOMERS: Final = _any(
    r"\b(customers?|clients?|consumers?|members?|users?|subscribers?|players?|shoppers?|guests?|drivers?|partners?|tenants?)\b",
    r"\b(points?|loyalty|welcome|sign-?up|referral|campaigns?|vouchers?|coupons?|no[- ]claims)\b",
    r"\b(kunde|medlem|bruker|abonnent|gjest|forhandler|leietaker|spiller|poeng|kampanje|velkomst|verving|lojalitet)\w*",
    r"\b\w*(kund(e|in)|mitglied|nutzer|anwender|abonnent|gäste?|mieter|spieler|punkte|kampagne|treue|empfehlung)\w*",
)
_EVERYBODY: Final = _any(
    r"\b(all|every|each|everyone|everybody|any|employees|staff|people|colleagues|managers|leaders|workforce|team[- ]members)\b",
    r"\b(alle|hver|enhver|ansatte\w*|medarbeider(e|ne|nes)|ledere?(ne|nes)?|kolleger)\b",
    r"\b(alle[nrsm]?|jede[nrsm]?|sämtliche\w*|mitarbeiter(innen|nden)?|mitarbeitende[nr]?|beschäftigte[nr]?|führungskräfte\w*|belegschaft)\b",
)
_WORKINGS: Final = _any(
    r"\b(process(es)?|cycles?|tools?|templates?|systems?|training|software|platforms?|modules?|features?|metrics?|kpis?|"
    r"dashboards?|reports?|budgets?|calculations?|data|policy|policies|philosophy|framework|benchmarks?|guides?|"
    r"payroll|documentation|automation|automated?|checkout|page|website|database|queries|load|servers?|code|releases?)\b",
    r"\b(prosess|verktøy|mal(en|er)?\b|system|opplæring|modul|løsning|rapport|rutine|lønnskjøring|digital|automati|nettsted|base)\w*",
    r"\b\w*(prozess|werkzeug|vorlage|system|schulung|modul|software|lösung|bericht|abrechnung|digital|automati|leitfaden)\w*",
    r"\b(uten feil|i tide|riktig|without errors?|on time|correct(ly)?|accurate(ly)?|transparen\w+|fehlerfrei|pünktlich|korrekt|"
    r"rechtzeitig|termingerecht|ausgezahlt|ausbezahlt|überwiesen|nyttige?|opplev\w+|useful|hilfreich)\b",
)
_TOPICS: Final = re.compile(f"{_CUSTOMERS.pattern}|{_EVERYBODY.pattern}|{_WORKINGS.pattern}", re.IGNORECASE)
_AS_A_CUSTOMER: Final = _any(
    r"\bas an?\s+(?:\w+\s+)?(?:customer|client|user|member|citizen|patient|developer|visitor|guest|buyer|applicant|tenant|student|supplier|partner)\b",
    r"\bsom\s+(?:kunde|bruker|medlem|innbygger|pasient|utvikler|gjest|kjøper|søker|leietaker|student|leverandør|partner)\b",
    r"\bals\s+(?:kund|nutzer|anwender|mitglied|bürger|patient|gast|käufer|mieter|student|lieferant|partner)\w*",
)

# --- One person's goal ---------------------------------------------------------------------------------------------

_EN_OWN: Final = (
    r"(goals?|objectives?|targets?|okrs?|development|career|skills?|competence|performance|salary|bonus|role|promotion|"
    r"learning|training|certificat\w+|quota|workload|calendar|responsibilit\w+|tasks?|directors?|direct\s+reports?|manager|boss)"
)
_NB_OWN: Final = (
    r"(utvikling(en|splan\w*)?|kompetanse(n)?|karriere(n)?|mål(et|ene)?|lønn(en|a)?|bonus(en)?|ferdighet(er|ene)|rolle(n)?|"
    r"prestasjon(er|en|ene)?|læring(en)?|sertifisering(en)?|opprykk(et)?|oppgave(r|ne)|arbeidsoppgave(r|ne)|leder(en)?|sjef(en)?)"
)
_DE_OWN: Final = (
    r"(entwicklung\w*|ziele?n?|karriere\w*|gehalt\w*|bonus|fähigkeiten|kompetenz\w*|leistung(en)?|rolle|weiterbildung|"
    r"zertifizierung|beförderung|aufgaben?|vorgesetzte\w*|chef(in)?)"
)

FIRST_PERSON: Final[Sequence[Search]] = (
    Search(
        _any(
            r"\bI(?:\s+(?:will|shall|want|need|must|should|can|am|have|aim|plan|intend|hope|get|become|learn|finish|complete|improve)\b|['’](?:ll|m|ve|d)\b)",
            r"^I\s+[a-z]+",
            case=True,
        ),
        _AS_A_CUSTOMER,
    ),
    Search(_any(rf"\bmy\s+(?:own\s+|personal\s+|professional\s+|individual\s+)?{_EN_OWN}\b"), _AS_A_CUSTOMER),
    Search(
        _any(
            r"\bjeg\s+(?:skal|vil|må|kan|bør|ønsker|har|blir|lærer|er|får|fullfører|tar|når)\b",
            r"\b(?:skal|vil|må|bør)\s+jeg\b",
            rf"\b(?:min|mi|mitt|mine)\s+(?:eg(?:en|et|ne)\s+|personlige?\s+|faglige?\s+)?{_NB_OWN}\b",
            rf"\b{_NB_OWN}\s+(?:min|mi|mitt|mine)\b",
        ),
        _AS_A_CUSTOMER,
    ),
    Search(
        _any(
            r"\bich\s+(?:werde|will|möchte|muss|soll|sollte|kann|habe|bin|lerne|übernehme|erreiche|schließe)\b",
            r"\b(?:werde|will|möchte|muss|soll|kann|habe)\s+ich\b",
            rf"\bmein(?:e|en|er|em|es)?\s+(?:eigene\w*\s+|persönliche\w*\s+|fachliche\w*\s+|berufliche\w*\s+)?{_DE_OWN}\b",
        ),
        _AS_A_CUSTOMER,
    ),
)

PERSONAL_PLAN: Final[Sequence[Search]] = (
    Search(
        _any(
            r"\b(?:individual|personal)\s+(?:development\s+plan|goals?|objectives?|targets?|okrs?|performance)\b",
            r"\b(?:individuelle?|individuelt|personlige?|personleg)\s+(?:utviklingsplan\w*|mål(?:et|ene)?|okr(?:er)?|prestasjon\w*|måltall)\b",
            r"\b(?:individuelle[nrsm]?|persönliche[nrsm]?)\s+(?:entwicklungspl\w+|ziele?n?|zielvereinbarung\w*|okrs?|leistung\w*)\b",
            r"\bmedarbeidermål\w*|\bmitarbeiterziele?n?\b|\beinzelziele?n?\b",
        ),
        _TOPICS,
    ),
)

# Followed by one of these, a name at the beginning says whose goal it is.
_OWNS_EN: Final = r"will|shall|must|should|to|is|has|owns|leads|takes|gets|delivers|finishes|completes|becomes|learns|closes|reaches|improves|needs"
_OWNS_NB: Final = r"skal|vil|må|bør|er|har|eier|leder|tar|får|blir|leverer|fullfører|gjennomfører|lærer|når|forbedrer|selger|øker|reduserer|trenger"
_OWNS_DE: Final = r"wird|soll|sollte|muss|will|kann|ist|hat|führt|übernimmt|liefert|schließt|lernt|erreicht|verbessert|verkauft|steigert|senkt|bekommt"
_NAME: Final = r"[^\W\d_][\w’'-]*"
NAME_AT_START: Final = re.compile(
    rf"^\W*(?P<name>{_NAME}(?:\s+{_NAME}){{0,3}}?)(?P<owns>\s+(?:{_OWNS_EN}|{_OWNS_NB}|{_OWNS_DE})\b|\s*:|\s+[–—-]\s|['’]s?\s)"
)
FULL_NAME_AT_START: Final = re.compile(rf"^\W*(?P<name>{_NAME}(?:\s+{_NAME}){{1,3}})")
GENITIVE_AT_START: Final = re.compile(
    rf"^\W*(?P<name>[^\W\d_][\w-]+?)s\s+(?:{_NB_OWN}|{_DE_OWN}|(?:individuelle|personlige|persönliche\w*)\s)",
    re.IGNORECASE,
)
OWNER_STATED: Final = re.compile(
    rf"(?i:\b(?:owner|owned\s+by|responsible|accountable|assignee|assigned\s+to|dri|ansvarlig|ansvar|eier|eies\s+av|verantwortlich\w*|zuständig|verantwortung)\b)\s*[:=(]?\s*(?P<name>{_NAME}(?:\s+{_NAME}){{0,3}})"
)

# First names that are hardly ever anything else in a title; those that are words or products as well are left out.
_FIRST_NAMES: Final = """
    kari ola per anne ingrid lars nils anders bjørn kristin silje marit hilde astrid solveig sigrid ragnhild torunn gunnar håkon
    øyvind eirik henrik magnus kristian morten geir rune trond terje frode espen stian jonas sondre vegard sindre mathias
    ida camilla tonje monica merete randi berit inger turid knut olav arne svein leif odd kjell åse wenche elisabeth
    james john robert michael david richard thomas daniel matthew anthony steven andrew kenneth george kevin brian edward
    ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry scott brandon benjamin samuel gregory
    mary patricia jennifer linda barbara susan jessica sarah karen lisa nancy margaret sandra ashley emily kimberly michelle
    amanda melissa deborah stephanie rebecca laura helen cynthia amy angela anna emma rachel catherine hannah julia
    hans peter klaus jürgen wolfgang dieter manfred uwe günter horst bernd stefan andreas matthias markus sebastian florian
    tobias lukas felix johannes philipp benedikt dominik fabian christoph ursula monika petra sabine renate helga brigitte
    claudia susanne gabriele katrin birgit heike anja stefanie nicole katharina lena leonie johanna franziska jana
"""
FIRST_NAMES: Final = frozenset(_FIRST_NAMES.split())

# --- Pay and appraisal ---------------------------------------------------------------------------------------------

_EN_PAY: Final = r"(?:bonus(?:es)?|salar(?:y|ies)|variable\s+pay|pay\s+rises?|pay\s+raises?|commissions?|compensation|promotions?|incentive\s+pay|payouts?)"
_EN_TIE: Final = r"(?:depends?\s+on|tied\s+to|linked\s+to|based\s+on|coupled\s+to|decided\s+by|determined\s+by|contingent\s+on|calculated\s+from)"
_NB_PAY: Final = r"(?:bonus\w*|lønn(?:en|a|s\w+|stillegg\w*)?|provisjon(?:en)?|forfremmelse\w*|variabel\s+lønn)"
_NB_TIE: Final = r"(?:avheng\w+\s+av|knytt\w+\s+til|basert\s+på|baseres\s+på|koble\w*\s+til|styres\s+av|bestemmes\s+av|beregnes\s+(?:av|ut\s+fra))"
_DE_PAY: Final = r"(?:bonus\w*|boni|gehalt\w*|gehälter|vergütung\w*|provision(?:en)?|prämienzahlung\w*|beförderung\w*)"
_DE_TIE: Final = r"(?:häng\w+\b.{0,40}\bab\b|abhängig|gekoppelt|geknüpft|verknüpft|gebunden|richtet\s+sich|bemisst\s+sich|bestimmt\s+sich)"

PAY_TIED: Final[Sequence[Search]] = (
    Search(
        _any(
            rf"\b{_EN_PAY}\b(?=.{{0,30}}\b{_EN_TIE}\s+(?:the\s+|our\s+|their\s+|this\s+|these\s+|your\s+|its\s+|my\s+|reaching\s+|meeting\s+|hitting\s+)*"
            r"(?:okrs?|objectives?|key\s+results?|goals?|targets?|results?|scores?|performance|it\b|this\b))",
            rf"\b(?:counts?\s+towards?|basis\s+(?:for|of)|decides?|determines?|influences?|triggers?|unlocks?|input\s+(?:to|for))\s+(?:the\s+|our\s+|their\s+|his\s+|her\s+|my\s+|everyone['’]s\s+|annual\s+|yearly\s+)*{_EN_PAY}\b",
            rf"\b{_NB_PAY}\b(?=.{{0,30}}\b{_NB_TIE}\b)",
            rf"\b(?:teller\s+(?:med\s+)?(?:i|for)|grunnlag\s+for|avgjør|bestemmer|utløser|påvirker|gir\s+utslag\s+på)\s+(?:den\s+|årets\s+)?{_NB_PAY}\b",
            rf"\b{_DE_PAY}\b(?=.{{0,40}}\b{_DE_TIE})",
            rf"\b(?:grundlage\s+(?:für|der|des)|entscheidet\s+über|bestimmt|beeinflusst|wirkt\s+sich\s+auf|fließt\s+in)\s+(?:d(?:as|en|ie|er|es)\s+|jede\w+\s+)?{_DE_PAY}\b",
        ),
        _CUSTOMERS,
    ),
)

PAY: Final[Sequence[Search]] = (
    Search(
        _any(
            r"\bbonus(?:es)?\b",
            r"\b(?:performance|target|annual|year-end|quarterly)[- ]bonus(?:es)?\b",
            r"\bvariable\s+(?:pay|compensation|salary)\b",
            r"\bperformance[- ](?:related|based)\s+pay\b",
            r"\b(?:pay|salary)\s+(?:rise|raise|increase|negotiation|talk|review)s?\b",
            r"\bmerit\s+(?:increase|pay|raise)s?\b",
            r"\bbonus(?:en|er|ene|utbetaling\w*|mål(?:et|ene)?|avtale\w*)\b",
            r"\b(?:lønnssamtale|lønnsforhandling|lønnsøkning|lønnsopprykk|lønnstillegg|prestasjonslønn|resultatlønn)\w*",
            r"\bvariabel\s+lønn\b",
            r"\b(?:boni|bonuszahlung\w*|bonusziele?n?|gehalt(?:s|es)?|gehaltserhöhung\w*|gehaltsgespräch\w*|gehaltsverhandlung\w*|leistungszulage\w*|leistungsprämie\w*|leistungslohn)\b",
            r"\b(?:variable|leistungsabhängige|leistungsbezogene|erfolgsabhängige)[nrs]?\s+(?:vergütung\w*|bezahlung|gehaltsanteil\w*|gehalt)\b",
        ),
        re.compile(rf"{_TOPICS.pattern}|\bgehalt\s+an\b|\b(?:discretionary|procure)\b", re.IGNORECASE),
    ),
)

APPRAISAL: Final[Sequence[Search]] = (
    Search(
        _any(
            r"\b(?:performance|year-end|annual\s+staff)\s+(?:reviews?|appraisals?|ratings?|evaluations?)\b",
            r"\bappraisal\s+(?:interview|meeting|talk|conversation)s?\b",
            r"\b(?:annual|yearly)\s+appraisals?\b",
            r"\b(?:medarbeider|utviklings|prestasjons)samtale\w*",
            r"\b(?:prestasjonsvurdering|ansattvurdering)\w*",
            r"\b(?:mitarbeiter|jahres|beurteilungs|leistungs|zielvereinbarungs)gespräch\w*",
            r"\b(?:leistungsbeurteilung|mitarbeiterbeurteilung|zielvereinbarung)(?:en)?\b",
        ),
        _TOPICS,
    ),
)
APPRAISAL_TIED: Final[Sequence[Search]] = (
    Search(
        _any(
            r"\b(?:counts?\s+towards?|basis\s+(?:for|of)|part\s+of|used\s+in|discussed\s+in|input\s+(?:to|for)|rated\s+in|feeds?\s+into)\s+(?:the\s+|our\s+|their\s+|his\s+|her\s+|my\s+|everyone['’]s\s+|each\s+\w+['’]s\s+|annual\s+|yearly\s+)*(?:performance\s+(?:review|appraisal|rating|evaluation)s?|appraisals?)\b",
            r"\b(?:brukes\s+i|tas\s+opp\s+i|grunnlag\s+for|teller\s+i|del\s+av|vurderes\s+i)\s+(?:den\s+|årets\s+)?(?:medarbeider|utviklings|lønns|prestasjons)(?:samtale|vurdering)\w*",
            r"\b(?:grundlage\s+(?:für|der|des)|teil\s+de[sr]|thema\s+im|fließt\s+in|zählt\s+(?:im|für)|verwendet\s+(?:im|für))\s+(?:d(?:as|ie|en|er|es)\s+)?(?:mitarbeiter|jahres|beurteilungs|gehalts)gespräch\w*",
        )
    ),
)

# --- Numbers in an objective ---------------------------------------------------------------------------------------

_AMOUNT: Final = r"\d+(?:[.,’' \u00a0]\d{3})*(?:[.,]\d+)?"
# With these before it, a number counts something, even where the word begins with a capital.
_GAINS: Final = (
    r"(?:win|gain|sign|hire|reach|get|add|onboard|recruit|sell|serve|open|acquire|vinn|vinne|få|nå|skaff|skaffe|ansett|ansette|selg|selge|åpne|"
    r"gewinne|erreiche|wir\s+gewinnen|wir\s+erreichen|mindestens|minst|at\s+least|over|über|mehr\s+als|mer\s+enn|more\s+than)"
)
# With these before it, a number is part of a name, or of a way to say something.
_NUMBERED: Final = (
    r"phase|fase|stage|step|steg|trinn|stufe|level|nivå|ebene|tier|version|versjon|class|klasse|klassen|group|gruppe|type|typ|top|topp|horizon|horisont|"
    r"horizont|zone|sone|scope|day|dag|tag|week|uke|woche|part|del|teil|nr|no|number|gate|line|linje|linie|web|industry|industri|industrie|iso|"
    r"article|artikkel|artikel|paragraph|paragraf|kapitel|chapter|release|windows|office|team|avdeling|abteilung|bygg|gebäude|building"
)
NUMBER: Final[Sequence[Search]] = (
    Search(
        _any(
            rf"(?<![\w.,/-]){_AMOUNT}\s*(?:%|‰|percent\b|per\s+cent\b|pst\b|prosent\w*|prozent\w*)",
            rf"(?:[$€£¥]|\b(?:NOK|EUR|USD|GBP|CHF|SEK|DKK)\s?){_AMOUNT}\s?(?:[kKmMbB]|mill?\w*|mrd\.?|bn)?\b",
            rf"(?<![\w.,/-]){_AMOUNT}\s?(?:kroner|kr|NOK|EUR|euro|USD|dollars?|CHF|mill?\w*\.?|mrd\.?|mio\.?|tusen|tausend|thousand|bn|[kKM])(?!\w)",
            rf"(?<![\w.,/-]){_AMOUNT}\s?(?:x|×|-?\s?(?:fold|times|ganger|gangers|fach|mal))(?!\w)",
            # A count of something: not a year, and no part of a name such as "Phase 2", "ISO 27001" or "Windows 11".
            rf"(?:^\W*(?:{_GAINS}\s+)?|(?<=[^\w\s])\s*|(?-i:\b(?!(?:{_NUMBERED})\s)[a-zæøåäöüß]+)\s+)"
            r"(?P<words>(?!(?:19|20)\d\d\b)(?<![\w.,/:#§-])\d{1,3}(?:[.,’ \u00a0]?\d{3})*(?![\w.,:/’-])\s+(?!(?:st|nd|rd|th)\b)[^\W\d_]{3,})",
            r"(?:(?<=\bto )|(?<=\bfrom )|(?<=\btil )|(?<=\bfra )|(?<=\bauf )|(?<=\bvon )|(?<=\bunder )|(?<=\bover )|(?<=\bunter )|(?<=\büber )|(?<=\bwith )|(?<=\bby )|(?<=\bmed )|(?<=\bum )|(?<=\bminst )|(?<=\bleast ))"
            r"(?!(?:19|20)\d\d\b)\d+(?:[.,]\d+)?(?![\w.,:/-])",
        ),
    ),
)

# --- Work in the place of an outcome -------------------------------------------------------------------------------

_OBJECT: Final = r"(?=\s+(?:a|an|the|our|new|all|another|first|further)\b)"
WORK: Final[Sequence[Search]] = (
    Search(
        _any(
            r"^(?:implement|develop|create|introduce|establish|migrate|organi[sz]e|conduct|publish|install|configure|refactor|redesign|roll\s+out|"
            r"set\s+up|kick\s+off)\b(?!-|\s*[\w ]{0,12}:)",
            rf"^(?:launch|build|release|ship|write|draft|design|plan|document|run|start|deploy|deliver|complete|finish|hold|prepare|define){_OBJECT}",
            r"^(?:å\s+)?(?:lansere|bygge|innføre|implementere|utvikle|etablere|utarbeide|gjennomføre|ferdigstille|opprette|migrere|publisere|arrangere|planlegge|kartlegge|dokumentere|rulle\s+ut|sette\s+opp|ta\s+i\s+bruk)\b",
            r"^(?:å\s+)?(?:lage|skrive|starte|levere)\s+(?=(?:en|et|ei|ny|nytt|nye|alle|de)\b)",
            r"^(?:lanser|innfør|implementer|etabler|gjennomfør|ferdigstill|rull\s+ut|sett\s+opp)\b",
            r"\b(?:einführen|umsetzen|entwickeln|erstellen|implementieren|launchen|ausrollen|einrichten|veröffentlichen|durchführen|fertigstellen|migrieren|programmieren|organisieren)(?=\s*[.!]?$)",
            r"^(?:einführung|umsetzung|erstellung|implementierung|durchführung|fertigstellung)(?=\s+(?:der|des|von|eine[rs]|neue[rs]|unsere[rs])\b)",
        ),
        _any(
            r"\d",
            r"\b(so\s+that|resulting\s+in|leading\s+to|in\s+order\s+to|to\s+(?:increase|reduce|improve|raise|cut|lower|double|halve))\b",
            r"\b(slik\s+at|som\s+(?:gir|øker|reduserer|fører\s+til)|for\s+å\s+(?:øke|redusere|senke|halvere|doble|forbedre))\b",
            r"\b(damit|sodass|so\s+dass|um\b.*\bzu\b)\b",
            r"\b(half|halv\w*|doubl\w+|dobl\w+|verdoppel\w*|halbier\w*|every|hver|jede\w*)\b",
        ),
    ),
)
