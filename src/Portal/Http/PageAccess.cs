using Microsoft.AspNetCore.Builder;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Portal.Http;

/// <summary>
/// Marks a route as a page and says whom it is for. A page that says nothing of it is not mapped: the marker is what
/// makes <see cref="PageMiddleware"/> answer.
/// </summary>
/// <param name="NeedsAccount">False: anybody, also without signing in.</param>
/// <param name="AnyOf">The reader has one of these roles; none: every account.</param>
/// <param name="WithOldPassword">True: also while a new password, or a second factor, is due.</param>
/// <param name="WithoutAgreement">True: also while a newer agreement is due.</param>
public sealed record PageAccess(
    bool NeedsAccount, Roles AnyOf = Roles.None, bool WithOldPassword = false, bool WithoutAgreement = false)
{
    private const long WithoutFiles = 64 * 1024;

    /// <summary>Most bytes of what may be posted, inclusive.</summary>
    public long MaxPosted { get; init; } = WithoutFiles;

    /// <summary>True: what may be posted is large, so few come in at a time (<see cref="PostedFiles"/>).</summary>
    internal bool IsLarge => MaxPosted > WithoutFiles;

    /// <summary>True: only how pages look is changed, so its origin is all that is asked of who posts.</summary>
    public bool WithoutToken { get; init; }

    /// <summary>
    /// True: what is posted asks for a proof of the last minutes that the session is still its owner's, as the same act
    /// does over the API (docs/adr/0092).
    /// </summary>
    public bool NeedsProof { get; init; }

    /// <summary>
    /// True: what is posted is an act on the account that the audit has a record of, though no proof is asked.
    /// </summary>
    public bool IsAct { get; init; }

    /// <summary>True: what is posted says who somebody is, so each refusal of it is counted for the audit.</summary>
    public bool SaysWho { get; init; }

    /// <summary>Anybody.</summary>
    public static PageAccess Open { get; } = new(NeedsAccount: false);

    /// <summary>Every account.</summary>
    public static PageAccess SignedIn { get; } = new(NeedsAccount: true);

    /// <summary>Every account with one of these roles.</summary>
    public static PageAccess Of(Roles anyOf) => new(NeedsAccount: true, anyOf);
}

/// <summary>Says whom a page is for.</summary>
internal static class PageAccessConventions
{
    /// <summary>The pages of <paramref name="builder"/> are for <paramref name="access"/>.</summary>
    public static TBuilder For<TBuilder>(this TBuilder builder, PageAccess access)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(access);
}
