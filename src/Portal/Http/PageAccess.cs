using Microsoft.AspNetCore.Builder;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Portal.Http;

/// <summary>
/// Marks a route as a page and says who may open it. A page without it is not mapped, because
/// <see cref="PageMiddleware"/> only answers marked routes.
/// </summary>
/// <param name="NeedsAccount">False: open to anybody, also without signing in.</param>
/// <param name="AnyOf">The reader must have one of these roles; none: every account.</param>
/// <param name="WithOldPassword">True: also while a new password or a second factor must be set.</param>
/// <param name="WithoutAgreement">True: also while a newer version must be agreed to.</param>
public sealed record PageAccess(
    bool NeedsAccount, Roles AnyOf = Roles.None, bool WithOldPassword = false, bool WithoutAgreement = false)
{
    private const long WithoutFiles = 64 * 1024;

    /// <summary>Most bytes of what may be posted, inclusive.</summary>
    public long MaxPosted { get; init; } = WithoutFiles;

    /// <summary>True: what may be posted is large, so few come in at a time (<see cref="PostedFiles"/>).</summary>
    internal bool IsLarge => MaxPosted > WithoutFiles;

    /// <summary>True: the form only changes how pages look, so only its origin is checked.</summary>
    public bool WithoutToken { get; init; }

    /// <summary>
    /// True: posting needs a proof from the last minutes that the session is still used by its owner, as the same act
    /// does over the API (docs/adr/0092).
    /// </summary>
    public bool NeedsProof { get; init; }

    /// <summary>
    /// True: posting is an act on the account that is recorded in the audit, although it needs no proof.
    /// </summary>
    public bool IsAct { get; init; }

    /// <summary>True: in the form readers say who they are, so each refusal of it is counted for the audit.</summary>
    public bool SaysWho { get; init; }

    /// <summary>
    /// True for the forms of people and carriers, whose answers their browser may keep for going back; what a desk
    /// shows of others, and what has secrets, it may not.
    /// </summary>
    internal bool MayGoBack => AnyOf != Roles.None && (AnyOf & ~(Roles.Holder | Roles.Operator)) == 0
        && !WithOldPassword && !NeedsProof;

    /// <summary>Anybody.</summary>
    public static PageAccess Open { get; } = new(NeedsAccount: false);

    /// <summary>Every account.</summary>
    public static PageAccess SignedIn { get; } = new(NeedsAccount: true);

    /// <summary>Every account with one of these roles.</summary>
    public static PageAccess Of(Roles anyOf) => new(NeedsAccount: true, anyOf);
}

/// <summary>Declares who may open a page.</summary>
internal static class PageAccessConventions
{
    /// <summary>The pages of <paramref name="builder"/> are for <paramref name="access"/>.</summary>
    public static TBuilder For<TBuilder>(this TBuilder builder, PageAccess access)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(access);
}
