using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Services;

/// <summary>What is to be read before a service is applied for (业务须知).</summary>
/// <param name="Version">Changes with the text; never used for another one.</param>
/// <param name="Consent">True where the source has 同意并确认: it is agreed to before one goes on.</param>
/// <param name="Items">Its numbered sentences. <c>{accept}</c> and the like stand for numbers of the rules.</param>
public sealed record ServiceNotice(string Version, bool Consent, ImmutableArray<LocalText> Items);

/// <summary>Something that costs.</summary>
/// <param name="Name">What for.</param>
/// <param name="Note">How it is paid. No amount where no source has one.</param>
/// <param name="Law">By which documents it is charged; empty for what is no public charge.</param>
/// <param name="Reducible">True where it may be reduced or waived.</param>
public sealed record Fee(LocalText Name, LocalText Note, ImmutableArray<string> Law, bool Reducible = false);

/// <summary>A question that is often asked.</summary>
public sealed record GuideQuestion(LocalText Question, LocalText Answer);

/// <summary>What people read of a service besides its form and its materials (办事指南).</summary>
public sealed record ServiceGuide
{
    /// <summary>What is to be read first.</summary>
    public required ServiceNotice Notice { get; init; }

    /// <summary>What one does, in order.</summary>
    public required ImmutableArray<LocalText> Steps { get; init; }

    /// <summary>What costs something; empty: nothing does.</summary>
    public ImmutableArray<Fee> Fees { get; init; } = [];

    /// <summary>Whom one can ask; the numbers are the operator's data (<see cref="Contacts"/>).</summary>
    public required ImmutableArray<ContactPlace> Contacts { get; init; }

    /// <summary>What is often asked.</summary>
    public ImmutableArray<GuideQuestion> Questions { get; init; } = [];

    /// <summary>When the office is open; null: no source says.</summary>
    public LocalText? OfficeHours { get; init; }

    /// <summary>What it is in law: kind of act, level.</summary>
    public required LocalText Nature { get; init; }

    /// <summary>How often one has to come in person; null: no source says.</summary>
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
