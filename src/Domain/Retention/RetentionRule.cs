using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Retention;

/// <summary>Data that is kept for a certain time. Names are stored: frozen.</summary>
[JsonConverter(typeof(CamelCaseNames<RetentionKind>))]
public enum RetentionKind
{
    /// <summary>Entities with their histories, granted applications and what was handed in with them.</summary>
    Register = 1,

    /// <summary>Uploads that nothing names.</summary>
    UnnamedDocuments = 2,

    /// <summary>What was handed in with an application that was withdrawn, not accepted or refused.</summary>
    RefusedMaterials = 3,

    /// <summary>The pictures of a proof of identity.</summary>
    IdentityPictures = 4,

    /// <summary>Drafts: forms that somebody has begun to fill in.</summary>
    Drafts = 5,

    /// <summary>Sessions.</summary>
    Sessions = 6,

    /// <summary>Devices that an account knows.</summary>
    Devices = 7,

    /// <summary>Verification codes.</summary>
    Codes = 8,

    /// <summary>Answers to repeatable requests that no commit stores.</summary>
    RepeatedRequests = 9,

    /// <summary>Notices.</summary>
    Notices = 10,

    /// <summary>The audit: sign-ins, acts, look-ups and reads.</summary>
    Audit = 11,

    /// <summary>Phone, second factor and devices of an account that was closed.</summary>
    ClosedAccounts = 12,

    /// <summary>The history of a closed account that never proved an identity.</summary>
    ClosedHistories = 13,
}

/// <summary>How long data of a kind is kept, counted from when, and by which law.</summary>
/// <param name="Kind">Which data.</param>
/// <param name="Years">Whole years; 0: none.</param>
/// <param name="Days">Days besides; 0: none.</param>
/// <param name="Name">What it is, in words.</param>
/// <param name="From">From when it is counted, in words.</param>
/// <param name="Law">The article; or that this registry decided it.</param>
public sealed record RetentionRule(
    RetentionKind Kind, int Years, int Days, LocalText Name, LocalText From, LocalText Law)
{
    /// <summary>True: it is kept as long as the register exists.</summary>
    public bool IsKept { get; init; }

    /// <summary>
    /// What is older than this instant (exclusive) is to be erased. Days are counted exactly; years end with the
    /// anniversary, inclusive (rules.md H.2).
    /// </summary>
    /// <param name="now">The instant, UTC.</param>
    public DateTimeOffset Cut(DateTimeOffset now)
    {
        if (Years == 0) return now.AddDays(-Days);
        var today = ShanghaiTime.DateOf(now);
        // The first day whose anniversary has not passed; the one of 29 February is 1 March.
        var first = new DateOnly(today.Year - Years, today.Month, 1).AddDays(today.Day - 1);
        while (LegalDates.Anniversary(first, Years) >= today) first = first.AddDays(-1);
        while (LegalDates.Anniversary(first, Years) < today) first = first.AddDays(1);
        return ShanghaiTime.StartOf(first);
    }
}
