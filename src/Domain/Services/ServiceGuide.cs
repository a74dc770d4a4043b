using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Services;

/// <summary>The text to read before applying for a service (业务须知).</summary>
/// <param name="Version">Changes with the text, and is never used for another one.</param>
/// <param name="Consent">True where the source has 同意并确认: the applicant must agree to it before going on.</param>
/// <param name="Items">
/// Its numbered sentences. <c>{accept}</c> and the like are replaced by numbers of the rules.
/// </param>
public sealed record ServiceNotice(string Version, bool Consent, ImmutableArray<LocalText> Items);

/// <summary>Something that costs.</summary>
/// <param name="Name">What the fee is for.</param>
/// <param name="Note">How it is paid. It has an amount only where a source gives one.</param>
/// <param name="Law">The documents by which it is charged; empty where it is no public charge.</param>
/// <param name="Reducible">True where it may be reduced or waived.</param>
public sealed record Fee(LocalText Name, LocalText Note, ImmutableArray<string> Law, bool Reducible = false);

/// <summary>A frequent question.</summary>
public sealed record GuideQuestion(LocalText Question, LocalText Answer);

/// <summary>What people read about a service besides its form and its materials (办事指南).</summary>
public sealed record ServiceGuide
{
    /// <summary>The text to read first.</summary>
    public required ServiceNotice Notice { get; init; }

    /// <summary>The steps of the applicant, in order.</summary>
    public required ImmutableArray<LocalText> Steps { get; init; }

    /// <summary>What costs money; empty: nothing.</summary>
    public ImmutableArray<Fee> Fees { get; init; } = [];

    /// <summary>Where one can ask; the telephone numbers are the operator's data (<see cref="Contacts"/>).</summary>
    public required ImmutableArray<ContactPlace> Contacts { get; init; }

    /// <summary>Frequent questions.</summary>
    public ImmutableArray<GuideQuestion> Questions { get; init; } = [];

    /// <summary>When the office is open; null: no source says it.</summary>
    public LocalText? OfficeHours { get; init; }

    /// <summary>What the act is in law: its kind and level.</summary>
    public required LocalText Nature { get; init; }

    /// <summary>How often one must come in person; null: no source says it.</summary>
    public int? Visits { get; init; }

    /// <summary>A text with the numbers of the rules in force.</summary>
    public static LocalText WithNumbers(LocalText text, RoadRules road, bool isAnnualReview) => new(
        Filled(text.Zh, road, isAnnualReview), Filled(text.En, road, isAnnualReview));

    private static string Filled(string text, RoadRules road, bool isAnnualReview) => text
        .Replace("{accept}", Number(
            isAnnualReview ? road.ReviewAcceptTargetWorkingDays : road.AcceptWorkingDays), StringComparison.Ordinal)
        .Replace("{decide}", Number(road.DecideWorkingDays), StringComparison.Ordinal)
        .Replace("{identity}", Number(road.IdentityDecideWorkingDays), StringComparison.Ordinal)
        .Replace("{months}", Number(road.PickUpMonths), StringComparison.Ordinal);

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
