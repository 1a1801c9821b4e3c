"""Invented people: common Polish names, put together at random."""

from random import Random

WOMEN = (
    "Agata Agnieszka Alicja Aneta Anna Barbara Beata Bożena Danuta Dominika Dorota Edyta Elżbieta Ewa "
    "Ewelina Grażyna Halina Hanna Ilona Irena Iwona Izabela Jadwiga Joanna Jolanta Justyna Kamila "
    "Karolina Katarzyna Kinga Krystyna Lidia Lucyna Łucja Magdalena Małgorzata Marta Marzena Monika "
    "Natalia Olga Patrycja Paulina Renata Sylwia Teresa Urszula Weronika Wioletta Żaneta"
).split()
MEN = (
    "Adam Andrzej Artur Bartosz Damian Dariusz Grzegorz Jacek Jakub Jan Janusz Jerzy Kamil Krzysztof "
    "Łukasz Maciej Marcin Marek Mariusz Michał Paweł Piotr Rafał Robert Sławomir Stanisław Szymon "
    "Tomasz Wojciech Zbigniew"
).split()
#: forms for a man; those in -ski, -cki, -dzki change for a woman
SURNAMES = (
    "Adamczyk Bąk Baran Białek Błaszczyk Borkowski Brzeziński Chmielewski Cichoń Cieślak Czajka "
    "Dąbrowski Domański Drozd Dudek Dziedzic Filipek Gajda Gajewski Głowacki Górecki Grabowski "
    "Gwóźdź Jabłoński Jagoda Jaworski Jędrzejczyk Kaczmarek Kalinowski Kępa Kłos Kołodziej Kowalczyk "
    "Kozioł Krajewski Kubiak Kulesza Kurek Lewandowski Lis Łabędź Łuczak Maj Majewski Makowski "
    "Malinowski Marciniak Mazurek Michalak Milewski Mróz Niemiec Nowicki Olejnik Olszewski Orzeł "
    "Ostrowski Pająk Pawlak Piątek Pietrzak Polak Przybylski Rogalski Róg Rutkowski Rybak Sadowski "
    "Sikora Słowik Sobczak Sokołowski Stępień Szczepański Szewczyk Szulc Śliwa Świderski Tkaczyk "
    "Tomczak Urbański Walczak Wawrzyniak Wierzba Wilk Wiśniewski Witczak Wójcik Wrona Wróbel Zając "
    "Zalewski Zawada Zięba Żak Żurawski Źródło"
).split()


def invented_name(dice: Random) -> tuple[str, str]:
    """A first name and the surname that goes with it; four of five are women, as in schools."""
    surname = dice.choice(SURNAMES)
    if dice.random() >= 0.82:
        return dice.choice(MEN), surname
    own = feminine(surname)
    double = dice.random() < 0.12
    return dice.choice(WOMEN), f"{own}-{feminine(dice.choice(SURNAMES))}" if double else own


def feminine(surname: str) -> str:
    """The form a woman bears: "Nowicka" for "Nowicki", "Wilk" for "Wilk"."""
    return f"{surname[:-1]}a" if surname.endswith(("ski", "cki", "dzki")) else surname
