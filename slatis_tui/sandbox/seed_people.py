"""Those who book: names in many scripts, with the e-mail addresses, phones and zones that go with them.

Every address is under `.example`, and every phone number is made up.
"""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who books."""

    name: str
    email: str
    phone: str | None
    timezone: str | None
    company: str


@dataclass(frozen=True, slots=True)
class _Region:
    zones: str
    phone: str
    given: str
    """Names as they are written; `name:transcription` where an address can't hold them."""
    family: str
    pattern: str = "{given} {family}"


_REGIONS = (
    _Region("America/New_York America/Chicago America/Los_Angeles America/Denver", "+1-555-01{:02d}",
            "Jane Michael Aisha Robert Grace Tyler", "Smith Johnson Williams O’Brien:obrien Okafor Nguyen"),
    _Region("Europe/London Australia/Sydney Pacific/Auckland America/St_Johns", "+44 20 7946 00{:02d}",
            "Oliver Charlotte Niamh Siân:sian Callum", "Hughes Fitzgerald MacLeod Whitaker-Jones Evans"),
    _Region("Europe/Madrid America/Mexico_City America/Bogota", "+34 91 555 00{:02d}",
            "José:jose Lucía:lucia Íñigo:inigo Begoña:begona Sofía:sofia",
            "Muñoz:munoz García:garcia Ibáñez:ibanez Fernández~de~Córdoba~y~Álvarez:fernandez Peña:pena"),
    _Region("Europe/Paris America/Montreal Africa/Dakar", "+33 1 99 00 00 {:02d}",
            "Chloé:chloe François:francois Zoé:zoe Aurélie:aurelie Thérèse:therese",
            "Lefèvre:lefevre Dubois Noël:noel Béranger:beranger"),
    _Region("Europe/Berlin Europe/Zurich Europe/Vienna", "+49 30 555 00{:02d}",
            "Jürgen:juergen Anneliese Björn:bjoern Käthe:kaethe",
            "Müller:mueller Schröder:schroeder Weiß:weiss Groß:gross"),
    _Region("Europe/Warsaw Europe/Prague", "+48 22 555 00{:02d}",
            "Łukasz:lukasz Paweł:pawel Jiří:jiri Ondřej:ondrej", "Wójcik:wojcik Dvořák:dvorak Żak:zak Šimek:simek"),
    _Region("Europe/Stockholm Europe/Copenhagen Atlantic/Reykjavik", "+46 8 555 00{:02d}",
            "Åsa:asa Søren:soren Þóra:thora Håkan:hakan", "Sjögren:sjogren Ødegård:odegard Bjørnsen:bjornsen Lund"),
    _Region("America/Sao_Paulo Europe/Lisbon", "+55 11 5550-00{:02d}",
            "João:joao Conceição:conceicao Luís:luis Antônia:antonia",
            "Gonçalves:goncalves Araújo:araujo Simões:simoes"),
    _Region("Europe/Istanbul", "+90 212 555 00 {:02d}", "Ayşe:ayse Çağlar:caglar Gülşen:gulsen",
            "Yıldız:yildiz Öztürk:ozturk"),
    _Region("Asia/Ho_Chi_Minh", "+84 28 5550 00{:02d}", "Thị~Hương:huong Văn~Đức:duc", "Nguyễn:nguyen Trần:tran",
            "{family} {given}"),
    _Region("Asia/Almaty Asia/Yekaterinburg", "+7 727 555 00 {:02d}",
            "Анна:anna Екатерина:ekaterina Ольга:olga", "Кузнецова:kuznetsova Соловьёва:solovyova Белова:belova"),
    _Region("Europe/Kyiv", "+380 44 555 00 {:02d}", "Олексій:oleksii Ірина:iryna Їжак:yizhak",
            "Шевченко:shevchenko Коваленко:kovalenko"),
    _Region("Europe/Athens", "+30 21 0555 00{:02d}", "Γιώργος:giorgos Νίκος:nikos",
            "Παπαδόπουλος:papadopoulos Γεωργίου:georgiou"),
    _Region("Asia/Shanghai Asia/Taipei Asia/Singapore", "+86 10 5550 00{:02d}", "小明:xiaoming 丽华:lihua 建国:jianguo",
            "王:wang 李:li 陈:chen", "{family}{given}"),
    _Region("Asia/Tokyo", "+81 3-5550-00{:02d}", "陽子:yoko 健太:kenta さくら:sakura", "高橋:takahashi 渡辺:watanabe",
            "{family} {given}"),
    _Region("Asia/Seoul", "+82 2-555-00{:02d}", "민준:minjun 서연:seoyeon", "김:kim 박:park", "{family}{given}"),
    _Region("Asia/Dubai Africa/Cairo Asia/Riyadh", "+971 4 555 00{:02d}", "فاطمة:fatima عمر:omar ليلى:layla",
            "الحسن:alhassan منصور:mansour"),
    _Region("Asia/Jerusalem", "+972 3-555-00{:02d}", "נועה:noa דוד:david", "לוי:levi כהן:cohen"),
    _Region("Asia/Kolkata Asia/Kathmandu", "+91 22 5550 00{:02d}", "प्रिया:priya अर्जुन:arjun दीपिका:deepika",
            "शर्मा:sharma पटेल:patel"),
    _Region("Asia/Bangkok", "+66 2 555 00{:02d}", "สมชาย:somchai มาลี:malee", "ศรีสุข:srisuk วงศ์ไทย:wongthai"),
)  # fmt: skip

COMPANIES = (
    "Acme Corp", "Brightwater", "Café Zürich", "Delta Freight", "Évora Têxtil", "Fjord & Sons", "Grünwald Optik",
    "Hoshino 製作所", "Ivory Coast Foods", "Juniper Dental", "Київ Логістика", "Lighthouse Labs",
)  # fmt: skip


def people(rng: Random, count: int) -> list[Person]:
    """So many persons, from every region in turn; some left out their phone or their zone."""
    return [_person(rng, _REGIONS[number % len(_REGIONS)], number) for number in range(count)]


def _person(rng: Random, region: _Region, number: int) -> Person:
    given, given_ascii = _name(rng, region.given)
    family, family_ascii = _name(rng, region.family)
    company = rng.choice(COMPANIES)
    suffix = str(number // len(_REGIONS)) if number >= len(_REGIONS) else ""
    return Person(
        name=region.pattern.format(given=given, family=family),
        email=f"{given_ascii}.{family_ascii}{suffix}@{rng.choice(('mail', 'post', 'office'))}.example",
        phone=region.phone.format(rng.randrange(100)) if rng.random() < 0.8 else None,
        timezone=rng.choice(region.zones.split()) if rng.random() < 0.9 else None,
        company=company,
    )


def _name(rng: Random, names: str) -> tuple[str, str]:
    """A name and its transcription; `~` stands for a space in it."""
    written, _, transcribed = rng.choice(names.split()).partition(":")
    return written.replace("~", " "), transcribed or written.lower()
