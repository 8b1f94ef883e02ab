package io.deepsearch4j.practice;

import io.deepsearch4j.practice.World.Agency;
import io.deepsearch4j.practice.World.City;
import io.deepsearch4j.practice.World.Company;
import io.deepsearch4j.practice.World.Journal;
import io.deepsearch4j.practice.World.Paper;
import io.deepsearch4j.practice.World.University;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Makes up a world from a seed: about two fifths of it Chinese, with a few names that are easy to
/// confuse.
final class WorldMaker {
  private static final List<String> TOPICS =
      List.of(
          "Fatigue/疲劳",
          "Corrosion/腐蚀",
          "Drift/漂移",
          "Adsorption/吸附",
          "Turbulence/湍流",
          "Sintering/烧结",
          "Nucleation/成核",
          "Creep/蠕变",
          "Diffusion/扩散",
          "Resonance/共振");
  private static final List<String> OBJECTS =
      List.of(
          "Coastal Cables/海岸电缆",
          "Porous Membranes/多孔膜",
          "Shallow Harbours/浅水港口",
          "Rotating Shafts/旋转轴",
          "Cold Storage/冷藏系统",
          "Glass Fibres/玻璃纤维",
          "River Deltas/河口三角洲",
          "Salt Aquifers/含盐水层",
          "Thin Coatings/薄涂层",
          "Grain Silos/粮仓");
  private static final List<String> FIELDS =
      List.of("Materials Science/材料科学", "Energy Studies/能源研究", "Coastal Engineering/海岸工程");

  private final Chance chance;
  private final Names names;

  private WorldMaker(long seed) {
    chance = Chance.of(seed, "world");
    names = new Names(Chance.of(seed, "names"));
  }

  static World make(long seed) {
    return new WorldMaker(seed).make();
  }

  private World make() {
    List<Name> regions = new ArrayList<>();
    List<City> cities = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      Language language = i < 4 ? Language.ENGLISH : Language.CHINESE;
      Name region = names.stem(language, "Province", "省");
      regions.add(region);
      int count = chance.between(3, 4);
      for (int j = 0; j < count; j++) {
        cities.add(new City(city(language), region));
      }
    }
    List<University> universities = universities(cities);
    List<Company> companies = companies(cities, chance.between(4, 6), chance.between(3, 4));
    return new World(
        regions,
        cities,
        companies,
        universities,
        journals(universities),
        agencies(regions, cities));
  }

  private Name city(Language language) {
    return switch (language) {
      case ENGLISH -> names.stem(language);
      case CHINESE -> names.stem(language, "City", "市");
    };
  }

  private List<Company> companies(List<City> cities, int english, int chinese) {
    List<Company> companies = new ArrayList<>();
    List<Sector> sectors = chance.shuffled(List.of(Sector.values()));
    for (Language language : Language.values()) {
      int count = language.either(english, chinese);
      Name stem = names.stem(language);
      for (int i = 0; i < count; i++) {
        // The second company sounds almost like the first and is in the same business.
        Sector sector = sectors.get(Math.max(0, i - 1) % sectors.size());
        stem = i == 1 ? names.nearly(stem) : i == 0 ? stem : names.stem(language);
        companies.add(
            company(Names.followed(stem, sector.english(), sector.chinese()), sector, cities));
      }
    }
    return companies;
  }

  private Company company(Name name, Sector sector, List<City> cities) {
    Language language = name.language();
    Name chief = names.person(language);
    List<City> near = in(language, cities);
    return new Company(
        name.slug(),
        name,
        sector,
        chance.pick(near),
        chief,
        chance.oneIn(2) ? names.namesake(chief) : names.person(language),
        chance.some(sector.segments(language), chance.between(3, 4)),
        near.stream().map(City::region).distinct().limit(3).toList(),
        repeat(chance.between(2, 4), () -> product(language)),
        repeat(chance.between(1, 2), () -> names.stem(language, "Works", "工坊")),
        repeat(36, () -> names.stem(language, "plant", "厂")));
  }

  private Name product(Language language) {
    String number = Integer.toString(chance.between(11, 99) * 10);
    return names.stem(language, number, number + "型");
  }

  private List<University> universities(List<City> cities) {
    List<University> universities = new ArrayList<>();
    for (Language language : List.of(Language.ENGLISH, Language.ENGLISH, Language.CHINESE)) {
      City city = chance.pick(in(language, cities));
      Name name = names.stem(language, "University", "大学");
      Name rector = names.person(language);
      List<Name> staff = new ArrayList<>(repeat(20, () -> names.person(language)));
      staff.add(names.namesake(staff.getFirst()));
      universities.add(new University(name.slug(), name, city, rector, chance.shuffled(staff)));
    }
    return universities;
  }

  private List<Journal> journals(List<University> universities) {
    List<Journal> journals = new ArrayList<>();
    List<String> fields = chance.shuffled(FIELDS);
    for (int i = 0; i < universities.size(); i++) {
      University publisher = universities.get(i);
      String field = fields.get(i);
      Name name =
          names.stem(publisher.language(), "Journal of " + english(field), chinese(field) + "学报");
      journals.add(
          new Journal(
              name.slug(),
              name,
              publisher,
              names.person(publisher.language()),
              papers(i, publisher)));
    }
    return journals;
  }

  private List<Paper> papers(int journal, University university) {
    Language language = university.language();
    List<String> pairs = new ArrayList<>();
    for (String topic : TOPICS) {
      for (String object : OBJECTS) {
        pairs.add(topic + "|" + object);
      }
    }
    List<String> chosen = chance.some(pairs, 24);
    List<Paper> papers = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      int bar = chosen.get(i).indexOf('|');
      String topic = chosen.get(i).substring(0, bar);
      String object = chosen.get(i).substring(bar + 1);
      Name model = names.stem(language);
      String english =
          "The " + model.english() + " Model of " + english(topic) + " in " + english(object);
      String chinese = chinese(object) + chinese(topic) + "的" + model.text() + "模型";
      papers.add(
          new Paper(
              new Name(language.either(english, chinese), english, language),
              i / 6 + 1,
              "dp." + (journal + 1) + String.format(Locale.ROOT, "%03d", i + 1),
              chance.some(university.staff(), chance.between(1, 3))));
    }
    return papers;
  }

  private List<Agency> agencies(List<Name> regions, List<City> cities) {
    List<Agency> agencies = new ArrayList<>();
    for (Language language : Language.values()) {
      Name name = names.stem(language, "Statistics Agency", "统计局");
      List<City> covered = in(language, cities);
      agencies.add(
          new Agency(
              name.slug(),
              name,
              chance.pick(covered),
              regions.stream().filter(region -> region.language() == language).toList(),
              covered,
              repeat(3, () -> names.stem(language, "Programme", "计划"))));
    }
    return agencies;
  }

  private static List<City> in(Language language, List<City> cities) {
    return cities.stream().filter(city -> city.name().language() == language).toList();
  }

  private static <T> List<T> repeat(int times, Supplier<T> maker) {
    return IntStream.range(0, times).mapToObj(_ -> maker.get()).toList();
  }

  private static String english(String pair) {
    return pair.substring(0, pair.indexOf('/'));
  }

  private static String chinese(String pair) {
    return pair.substring(pair.indexOf('/') + 1);
  }
}
