using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.RailLicences;

/// <summary>Education as stated and proven (学历).</summary>
/// <param name="Level">The level.</param>
/// <param name="Major">What was studied; null: not given.</param>
public sealed record Education(EducationLevel Level, RailMajor? Major = null);

/// <summary>
/// What a driver has done so far, for which the employer vouches. Months are completed months without a break, so that
/// 1 year and 11 months are 23.
/// </summary>
public sealed record Experience
{
    /// <summary>Crew study on locomotives, months.</summary>
    public int CrewMonths { get; init; }

    /// <summary>Crew study on locomotives, km.</summary>
    public int CrewKm { get; init; }

    /// <summary>Crew study on EMU, months.</summary>
    public int EmuMonths { get; init; }

    /// <summary>Crew study on EMU, km.</summary>
    public int EmuKm { get; init; }

    /// <summary>EMU mechanic, months.</summary>
    public int MechanicMonths { get; init; }

    /// <summary>Metro crew study, months.</summary>
    public int MetroMonths { get; init; }

    /// <summary>Crew study on self-propelled rolling stock, months.</summary>
    public int SelfPropelledMonths { get; init; }

    /// <summary>Safe crew mileage (安全乘务) with the classes held, km.</summary>
    public int SafeCrewKm { get; init; }

    /// <summary>
    /// Months of <paramref name="kind"/>. Work in an EMU crew counts as work in a locomotive crew too (动车组机务乘务 is
    /// 机务乘务): the larger number counts.
    /// </summary>
    public int Months(StudyKind kind) => kind switch
    {
        StudyKind.Crew => Math.Max(CrewMonths, EmuMonths),
        StudyKind.Emu => EmuMonths,
        StudyKind.Mechanic => MechanicMonths,
        StudyKind.Metro => MetroMonths,
        StudyKind.SelfPropelled => SelfPropelledMonths,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Kilometres of <paramref name="kind"/>; 0 where the law counts none.</summary>
    public int Km(StudyKind kind) => kind switch
    {
        StudyKind.Crew => Math.Max(CrewKm, EmuKm),
        StudyKind.Emu => EmuKm,
        _ => 0,
    };

    /// <summary>True when <paramref name="demand"/> is met; its numbers are inclusive.</summary>
    public bool Meets(StudyDemand demand) =>
        (demand.Months is not { } months || Months(demand.Of) >= months)
            && (demand.Km is not { } km || Km(demand.Of) >= km);
}

/// <summary>
/// What the registry knows of a driver's fitness apart from the licence. Null means not reported: then the employer and
/// the exam centre check it, and it is not held against the driver.
/// </summary>
public sealed record StudyRecord
{
    /// <summary>Education; null: not given.</summary>
    public Education? Education { get; init; }

    /// <summary>Experience so far; if a body or an older state leaves it out, there is none.</summary>
    public Experience Experience { get => field ?? new Experience(); init; } = new();

    /// <summary>Whether the driving-aptitude test (驾驶适应性测试) was passed.</summary>
    public bool? AptitudePassed { get; init; }

    /// <summary>Whether the health standard TB/T 3091 is met.</summary>
    public bool? HealthPassed { get; init; }

    /// <summary>Good written Chinese and fluent Putonghua.</summary>
    public bool? SpeaksPutonghua { get; init; }

    /// <summary>Whether there is a case of drugs or terrorism (rules.md B.3 (5)).</summary>
    public bool? DrugsOrTerrorism { get; init; }
}
