using System.Collections.Immutable;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Employers;

namespace OrleansRegistry.Domain.Views;

/// <summary>A letter on file.</summary>
public sealed record LetterView(
    string Id, LetterKind Kind, string Text, string? About, string? DocumentId, DateTimeOffset At)
{
    /// <summary>The view of a letter.</summary>
    public static LetterView Of(EmployerLetter l) =>
        new(l.Id, l.Kind, l.Text, l.About, l.DocumentId, ShanghaiTime.ToLocal(l.At));
}

/// <summary>A railway enterprise as itself and the national desks see it (http.md 3).</summary>
public sealed record EmployerView(
    string Id,
    string Name,
    string CreditCode,
    EmployerProfile Profile,
    ImmutableArray<EmployerUnit> Units,
    bool Disabled,
    ImmutableArray<string> FormerNames, int Drivers, ImmutableArray<LetterView> Letters, int Version)
{
    /// <summary>The view. <paramref name="version"/> is the entity's version.</summary>
    public static EmployerView Of(Employer e, int version) => new(
        e.Key,
        e.Name,
        e.CreditCode,
        e.Profile,
        e.Units,
        e.Disabled,
        e.FormerNames,
        e.Drivers.Length,
        [.. e.Letters.Select(LetterView.Of)],
        version);
}
