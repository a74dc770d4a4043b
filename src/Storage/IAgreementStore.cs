using System.Collections.Immutable;
using OrleansRegistry.Domain.Agreements;

namespace OrleansRegistry.Storage;

/// <summary>Who agreed to which version, and when; rows are never changed.</summary>
public interface IAgreementStore
{
    /// <summary>The account agrees; earlier agreements are not changed.</summary>
    Task Add(string accountId, ImmutableArray<AgreedVersion> agreed, DateTimeOffset at,
        CancellationToken cancellation = default);

    /// <summary>Every version that the account agreed to, by agreement and version.</summary>
    ValueTask<ImmutableArray<GivenAgreement>> Of(string accountId, CancellationToken cancellation = default);
}
