using System.Collections.Immutable;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Applications;

/// <summary>
/// An entity in which applications live: what the one path of applications must know of it. Certificates and vehicles
/// have the same chain (<see cref="RoadChain"/>), the same limits and the same index rows.
/// </summary>
public interface IApplicationSubject : IApplicationOwner
{
    /// <summary>Region code of the authority that decides.</summary>
    string Authority { get; }

    /// <summary>The role in which it is done.</summary>
    Roles ApplicantRole { get; }

    /// <summary>Applications that are alive, and the last that ended.</summary>
    ImmutableArray<Application> Applications { get; }

    /// <summary>The answer to everything once the entity is cancelled (H.11); null while it is not.</summary>
    Refusal? Ended { get; }

    /// <summary>
    /// Why an approval would be refused for what held at filing and holds no more (H.16); null: all of it still holds.
    /// </summary>
    Refusal? NoLongerHolds(Application application, Context context);

    /// <summary>What an approval changes: the entity's own law. The caller has checked who may.</summary>
    Decision Approve(Application application, Approve approve, Context context);

    string IApplicationOwner.AuthorityOf(IApplication application) => Authority;

    IApplication? IApplicationOwner.Find(string id) => Applications.At(id);
}
