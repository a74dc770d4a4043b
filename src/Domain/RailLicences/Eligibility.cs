using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>One condition that is not met.</summary>
/// <param name="Code">Its stable name.</param>
/// <param name="Text">What is missing, for people.</param>
/// <param name="Law">The law, with the article.</param>
public sealed record FailedCondition(string Code, LocalText Text, string Law);

/// <summary>Whether a driver may apply for a class, and everything that is missing.</summary>
/// <param name="Class">The class.</param>
/// <param name="Service">First application or upgrade.</param>
/// <param name="Missing">Every condition that is not met; empty: eligible.</param>
/// <param name="NotReported">
/// Conditions of fitness that nobody has reported on. They prevent nothing; the driver declares them in the form.
/// </param>
public sealed record Eligibility(
    RailClass Class, ServiceId Service, ImmutableArray<FailedCondition> Missing,
    ImmutableArray<FailedCondition> NotReported)
{
    /// <summary>True when nothing is missing.</summary>
    public bool IsEligible => Missing.IsEmpty;
}

/// <summary>The facts from which eligibility is computed.</summary>
/// <param name="BornOn">Day of birth.</param>
/// <param name="On">
/// The day for which ages and years are counted: the registration deadline of the theory exam (理论考试报名截止日期).
/// </param>
/// <param name="Held">The classes of a valid licence; empty: none.</param>
/// <param name="Study">What is known of the driver.</param>
/// <param name="BannedUntil">First day on which a new application is allowed; null: no ban.</param>
/// <param name="Rules">The rules in force.</param>
public sealed record EligibilityFacts(
    DateOnly BornOn,
    DateOnly On,
    ImmutableArray<HeldClass> Held,
    StudyRecord Study,
    DateOnly? BannedUntil,
    RailRules Rules);

/// <summary>A class on a licence and the day on which it was granted.</summary>
public sealed record HeldClass(RailClass Class, DateOnly GrantedOn);

/// <summary>
/// Which classes a driver may apply for, and what is missing for the others (rules.md B.3, B.4). A pure function; it
/// names every condition that is not met, not only the first.
/// </summary>
public static class EligibilityQuestion
{
    /// <summary>The answer for every class that exists; for a holder of a licence it is about upgrades.</summary>
    public static ImmutableArray<Eligibility> All(EligibilityFacts facts) =>
        [.. RailClass.All.Select(wanted => Of(facts.Held.IsEmpty
            ? ServiceId.RailFirst
            : ServiceId.RailUpgrade, wanted, facts))];

    /// <summary>The answer for one class, <paramref name="wanted"/>.</summary>
    public static Eligibility Of(ServiceId service, RailClass wanted, EligibilityFacts facts)
    {
        var missing = new MissingConditions();
        var notReported = FitnessConditions.NotReported(
            service == ServiceId.RailFirst && facts.Rules.FirstOf(wanted) is { Aptitude: true }, facts.Study);
        if (facts.BannedUntil is { } until && facts.On < until)
            missing.Add("banned",
                $"{until:yyyy-MM-dd} 起方可再次申请。",
                $"No new application before {until:yyyy-MM-dd}.",
                Citations.RailRevocation);
        if (service == ServiceId.RailFirst) AskFirst(wanted, facts, missing);
        else AskUpgrade(wanted, facts, missing);
        return new Eligibility(wanted, service, missing.All, notReported);
    }

    private static void AskFirst(RailClass wanted, EligibilityFacts facts, MissingConditions missing)
    {
        if (!facts.Held.IsEmpty)
            missing.Add("holdsLicence",
                "已持有驾驶证，请申请增驾。",
                "A licence is held already: apply for an upgrade.",
                Citations.RailUpgrade);
        if (facts.Rules.FirstOf(wanted) is not { } row)
        {
            missing.Add("classNotOpen", $"{wanted} 类不能初次申请。", $"Class {wanted} is not open to a first application.",
                Citations.RailFirst);
            return;
        }
        FitnessConditions.Age(row.AgeFrom, row.AgeTo, row.Law, facts, missing);
        FitnessConditions.Fitness(row.Aptitude, row.Law, facts.Study, missing);
        FitnessConditions.Education(row, facts.Study.Education, missing);
        FitnessConditions.Experience(row, facts.Study.Experience, missing);
    }

    private static void AskUpgrade(RailClass wanted, EligibilityFacts facts, MissingConditions missing)
    {
        if (facts.Held.IsEmpty)
        {
            missing.Add("noLicence",
                "未持有有效驾驶证，请初次申请。",
                "No valid licence is held: make a first application.",
                Citations.RailUpgrade);
            return;
        }
        if (facts.Held.Any(held => Covers(held.Class, wanted)))
        {
            missing.Add(
                "alreadyHeld", $"已具有 {wanted} 类驾驶资格。", $"Class {wanted} is held already.", Citations.RailUpgrade);
            return;
        }
        FitnessConditions.Fitness(aptitude: false, Citations.RailFirst, facts.Study, missing);
        var paths = facts.Held.Select(held => Path(wanted, held, facts))
            .OfType<ImmutableArray<FailedCondition>>()
            .ToArray();
        if (paths.Length == 0)
            missing.Add(
                "noUpgradePath", $"现有准驾机型不能增驾 {wanted} 类。", $"No class held leads to {wanted}.", Citations.RailUpgrade);
        else
            missing.Add(paths.MinBy(path => path.Length));
    }

    /// <summary>True when the class held has the same base and a scope that is at least as wide.</summary>
    private static bool Covers(RailClass held, RailClass wanted) =>
        held.BaseClass == wanted.BaseClass && (held.Scope == RailScope.None || held.Scope == wanted.Scope);

    /// <summary>
    /// What is missing for an upgrade from one class held; null: no upgrade leads from it to the wanted class. Another
    /// series, and a wider scope of the same base, need the experience of a first application for the wanted class
    /// (rules.md B.4, unsure).
    /// </summary>
    private static ImmutableArray<FailedCondition>? Path(RailClass wanted, HeldClass held, EligibilityFacts facts)
    {
        var missing = new MissingConditions();
        if (facts.Rules.UpgradeOf(held.Class.BaseClass, wanted.BaseClass) is { } row)
        {
            if (row.AgeTo is { } ageTo) FitnessConditions.Age(0, ageTo, row.Law, facts, missing);
            FitnessConditions.Held(row, held, facts, missing);
            if (facts.Rules.UpgradeNeedsEducation && facts.Rules.FirstOf(wanted) is { Major: true } asked)
                FitnessConditions.Education(asked, facts.Study.Education, missing);
            return missing.All;
        }
        if (!LeadsByStudy(held.Class, wanted) || facts.Rules.FirstOf(wanted) is not { } first) return null;
        FitnessConditions.Experience(first, facts.Study.Experience, missing);
        return missing.All;
    }

    private static bool LeadsByStudy(RailClass held, RailClass wanted) =>
        held.BaseClass == wanted.BaseClass || IsLocomotive(held.BaseClass) != IsLocomotive(wanted.BaseClass);

    private static bool IsLocomotive(RailBaseClass baseClass) => baseClass < RailBaseClass.L1;
}
