using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Views;

/// <summary>A letter on file.</summary>
public sealed record LetterView(
    string Id, LetterKind Kind, string Text, string? About, string? DocumentId, DateTimeOffset At)
{
    /// <summary>The view of a letter.</summary>
    public static LetterView Of(EmployerLetter l) =>
        new(l.Id, l.Kind, l.Text, l.About, l.DocumentId, ShanghaiTime.ToLocal(l.At));
}

/// <summary>What anybody who is signed in may know of a railway enterprise, to choose it.</summary>
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
    /// <summary>The view; a unit sees itself, its letters and whom it asked, and nothing of the others.</summary>
    public static EmployerView Of(Employer e, Context context, int version)
    {
        var unit = context.Actor.Is(Roles.Employer) ? context.Actor.EmployerUnit : null;
        return new EmployerView(
            e.Key,
            e.Name,
            e.CreditCode,
            e.Profile,
            [.. e.Units.Where(known => unit is null || known.Id == unit)],
            e.Disabled,
            e.FormerNames,
            e.Drivers.Length,
            [.. e.Letters.Where(letter => unit is null || letter.Unit == unit).Select(LetterView.Of)],
            version,
            [.. (e.Asked ?? []).Where(ask => unit is null || ask.Unit == unit)
                .Select(ask => DriverAskView.Of(ask, context.Now))]);
    }
}
