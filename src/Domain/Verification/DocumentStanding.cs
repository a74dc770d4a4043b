using System.Collections.Immutable;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.Vehicles;

namespace OrleansRegistry.Domain.Verification;

/// <summary>What a status list says of a document that the registry has issued (docs/adr/0122).</summary>
/// <param name="Document">The document.</param>
/// <param name="TakenBack">True: it was cancelled or replaced; its bit is set.</param>
/// <param name="RestsUntil">
/// Until when, exclusive, it depends on other entities, too (a trip on vehicle, drivers and carrier), so that each
/// publication checks it anew; null: it never does.
/// </param>
public sealed record DocumentStanding(CredentialId Document, bool TakenBack, DateTimeOffset? RestsUntil)
{
    /// <summary>
    /// The documents that a commit issues, revokes, replaces, or restores because the ground of a cancellation was
    /// corrected. Vouchers are not in the list: they cannot be checked offline.
    /// </summary>
    public static ImmutableArray<DocumentStanding> Changed(EntityState? before, EntityState after)
    {
        var (was, stands) = (before is null ? null : Of(before), Of(after));
        if (was == stands) return [];
        if (was is null) return [stands!];
        if (stands is null) return [was with { TakenBack = true }];
        return was.Document == stands.Document ? [stands] : [was with { TakenBack = true }, stands];
    }

    /// <summary>The document in circulation; null: there is none, or it has no room in a token.</summary>
    private static DocumentStanding? Of(EntityState state)
    {
        var (takenBack, until) = state switch
        {
            Certificate c => (c.Cancellation is not null, (DateTimeOffset?)null),
            Vehicle v => (v.End is not null, null),
            RailCareer { Licence: { } licence } => (licence.End is not null, null),
            Trip { Medium: TripMedium.Electronic, Recorded: not (TripStatus.Refused or TripStatus.Cancelled) } t =>
                (false, t.Plan.ReturnsAt),
            _ => (true, null),
        };
        return Issuing.Latest(state) is { HasRoom: true } document
            && !(takenBack && state is Trip)
            ? new DocumentStanding(document, takenBack, until)
            : null;
    }
}
