using System.Collections.Immutable;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Views;

/// <summary>What anybody who is signed in may know of a railway enterprise, in order to choose it.</summary>
public sealed record EmployerNameView(string Id, string Name, string CreditCode, ImmutableArray<EmployerUnit> Units)
{
    /// <summary>The view.</summary>
    public static EmployerNameView Of(Employer e) => new(e.Key, e.Name, e.CreditCode, e.Units);
}

/// <summary>A railway enterprise as itself and the national desks see it (http.md 3).</summary>
public sealed record EmployerView(
    string Id,
    string Name,
    string CreditCode,
    EmployerProfile Profile,
    ImmutableArray<EmployerUnit> Units,
    bool Disabled,
    ImmutableArray<string> FormerNames, int Drivers, ImmutableArray<LetterView> Letters, int Version,
    ImmutableArray<DriverAskView> Asked)
{
    /// <summary>True for an exam station (考试站), which sends letters and has no drivers.</summary>
    public bool IsExamStation { get; init; }

    /// <summary>Why a code with a wrong check character was registered; left out where the code is right.</summary>
    public string? CreditCodeReason { get; init; }

    /// <summary>
    /// The view. A unit sees itself, its letters and the drivers whom it asked, and nothing of other units.
    /// </summary>
    public static EmployerView Of(Employer e, Context context, int version)
    {
        var unit = context.Actor.Is(Roles.Employer) ? context.Actor.EmployerUnit : null;
        // Letters are about people: an administrator, who only runs this registry, does not read them.
        var reads = !context.Actor.Is(Roles.Administrator);
        return new EmployerView(
            e.Key,
            e.Name,
            e.CreditCode,
            e.Profile,
            [.. e.Units.Where(known => unit is null || known.Id == unit)],
            e.Disabled,
            e.FormerNames,
            e.Drivers.Length,
            [.. e.Letters.Where(letter => reads && (unit is null || letter.Unit == unit))
                .Select(letter => LetterView.Of(letter, e))],
            version,
            [.. (e.Asked ?? []).Where(ask => unit is null || ask.Unit == unit)
                .Select(ask => DriverAskView.Of(ask, context.Now))])
        {
            IsExamStation = e.IsExamStation == true, CreditCodeReason = e.CreditCodeReason,
        };
    }
}
