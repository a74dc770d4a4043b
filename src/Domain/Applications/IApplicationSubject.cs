using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Applications;

/// <summary>
/// An entity in which applications live, as the shared code of applications knows it. Certificates and vehicles share
/// one chain (<see cref="RoadChain"/>), its limits and its index rows.
/// </summary>
public interface IApplicationSubject : IApplicationOwner
{
    /// <summary>Region code of the authority that decides.</summary>
    string Authority { get; }

    /// <summary>The role in which the holder applies.</summary>
    Roles ApplicantRole { get; }

    /// <summary>The applications that are not over, and the last that ended.</summary>
    ImmutableArray<Application> Applications { get; }

    /// <summary>The refusal of everything once the entity is cancelled (H.11); null: it is not cancelled.</summary>
    Refusal? Ended { get; }

    /// <summary>
    /// The refusal of an approval because a condition that was met at the filing is no longer met (H.16); null: all
    /// conditions are still met.
    /// </summary>
    Refusal? NoLongerHolds(Application application, Context context);

    /// <summary>
    /// The events of an approval, by the entity's own law. The caller has checked that the officer may approve.
    /// </summary>
    Decision Approve(Application application, Approve approve, Context context);

    string IApplicationOwner.AuthorityOf(IApplication application) => Authority;

    IApplication? IApplicationOwner.Find(string id) => Applications.At(id);
}
