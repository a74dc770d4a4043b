using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>Collects conditions that are not met.</summary>
internal sealed class MissingConditions
{
    private readonly ImmutableArray<FailedCondition>.Builder _all = ImmutableArray.CreateBuilder<FailedCondition>();

    public ImmutableArray<FailedCondition> All => _all.ToImmutable();

    public void Add(string code, string zh, string en, string rulesInForce) =>
        _all.Add(new FailedCondition(code, new LocalText(zh, en), rulesInForce));

    public void Add(ImmutableArray<FailedCondition> others) => _all.AddRange(others);
}

/// <summary>The single conditions of fitness.</summary>
internal static class FitnessConditions
{
    /// <summary>
    /// "Not over 45" is counted in completed years, so that the day before the 46th birthday is in time (G.5 #69).
    /// </summary>
    public static void Age(int from, int to, string rulesInForce, EligibilityFacts facts, MissingConditions missing)
    {
        var age = LegalDates.FullYears(facts.BornOn, facts.On);
        if (age < from) missing.Add("ageBelow", $"年龄未满 {from} 周岁。", $"Younger than {from}.", rulesInForce);
        var over = age > to
            || (facts.Rules.StrictBirthday && age == to && facts.On > LegalDates.Anniversary(facts.BornOn, to));
        if (over) missing.Add("ageAbove", $"年龄超过 {to} 周岁。", $"Older than {to}.", rulesInForce);
    }

    public static void Fitness(bool aptitude, string rulesInForce, StudyRecord study, MissingConditions missing)
    {
        if (study.HealthPassed == false)
            missing.Add("health", "不符合 TB/T 3091 健康标准。", "The health standard TB/T 3091 is not met.", rulesInForce);
        if (aptitude && study.AptitudePassed == false)
            missing.Add("aptitude", "驾驶适应性测试不合格。", "The driving-aptitude test was not passed.", rulesInForce);
        if (study.SpeaksPutonghua == false)
            missing.Add(
                "language", "汉字读写或普通话交流能力不符合要求。", "Written Chinese or Putonghua is not sufficient.", rulesInForce);
        if (study.DrugsOrTerrorism == true)
            missing.Add("conduct", "存在涉毒或涉恐情形。", "There is a case of drugs or terrorism.", rulesInForce);
    }

    /// <summary>The conditions on <see cref="Fitness"/> that nobody has reported on (B.3 (2), (5)).</summary>
    public static ImmutableArray<FailedCondition> NotReported(bool aptitude, StudyRecord study)
    {
        var open = new MissingConditions();
        if (study.HealthPassed is null)
            open.Add("health", "健康标准（TB/T 3091）：尚无记录，由本人声明。",
                "Health standard TB/T 3091: not reported; declared by the driver.", Citations.RailFirst);
        if (aptitude && study.AptitudePassed is null)
            open.Add("aptitude", "驾驶适应性测试：尚无记录，由本人声明。",
                "Driving-aptitude test: not reported; declared by the driver.", Citations.RailFirst);
        if (study.SpeaksPutonghua is null)
            open.Add("language", "汉字读写和普通话交流能力：尚无记录，由本人声明。",
                "Written Chinese and Putonghua: not reported; declared by the driver.", Citations.RailFirst);
        if (study.DrugsOrTerrorism is null)
            open.Add("conduct", "无涉毒、涉恐情形：尚无记录，由本人声明。",
                "No case of drugs or terrorism: not reported; declared by the driver.", Citations.RailFirst);
        return open.All;
    }

    public static void Education(FirstRow row, Education? education, MissingConditions missing)
    {
        if ((education?.Level ?? EducationLevel.BelowSecondary) < row.Education)
            missing.Add("education", row.Education == EducationLevel.Secondary ? "需要中专及以上学历。" : "需要大专及以上学历。",
                row.Education == EducationLevel.Secondary ? "Secondary vocational education or above is needed."
                    : "An associate degree or above is needed.", row.Law);
        if (row.Major && education?.Major is not (RailMajor.RollingStock or RailMajor.ElectroMechanical))
            missing.Add("major", "需要机车车辆或者机电类专业。", "The major must be rolling stock or electro-mechanics.", row.Law);
    }

    public static void Experience(FirstRow row, Experience experience, MissingConditions missing)
    {
        if (row.Experience.Any(line => line.All(experience.Meets))) return;
        missing.Add("experience",
            "乘务学习经历不足，需满足：" + string.Join(
                "；或者 ", row.Experience.Select(line => string.Join(" 且 ", line.Select(Zh)))) + "。",
            "Not enough study; one of: " + string.Join(
                "; or ", row.Experience.Select(line => string.Join(" and ", line.Select(En)))) + ".",
            row.Law);
    }

    public static void Held(UpgradeRow row, HeldClass held, EligibilityFacts facts, MissingConditions missing)
    {
        if (LegalDates.AddMonths(held.GrantedOn, row.Months) > facts.On)
            missing.Add("heldTooShort", $"持有 {held.Class} 类驾驶资格未满 {row.Months / 12} 年。",
                $"Class {held.Class} has been held for less than {row.Months / 12} years.", row.Law);
        if (facts.Study.Experience.SafeCrewKm < row.Km)
            missing.Add("mileage", $"安全乘务未满 {row.Km} 公里。", $"Less than {row.Km} km of safe crew work.", row.Law);
    }

    private static string Zh(StudyDemand demand) => string.Join("且", Parts(demand, NameZh(demand.Of), "个月以上", "公里以上"));

    private static string En(StudyDemand demand) =>
        string.Join(" and ", Parts(demand, NameEn(demand.Of), " months", " km"));

    private static IEnumerable<string> Parts(StudyDemand demand, string name, string months, string km)
    {
        if (demand.Months is { } count) yield return $"{name} {count}{months}";
        if (demand.Km is { } far) yield return $"{name} {far}{km}";
    }

    private static string NameZh(StudyKind kind) => kind switch
    {
        StudyKind.Crew => "机务乘务学习",
        StudyKind.Emu => "动车组机务乘务学习",
        StudyKind.Mechanic => "动车组机械师",
        StudyKind.Metro => "地铁乘务学习",
        _ => "自轮运转车辆乘务学习",
    };

    private static string NameEn(StudyKind kind) => kind switch
    {
        StudyKind.Crew =>
            "locomotive crew study",
        StudyKind.Emu => "EMU crew study",
        StudyKind.Mechanic => "EMU mechanic",
        StudyKind.Metro => "metro crew study",
        _ => "self-propelled crew study",
    };
}
