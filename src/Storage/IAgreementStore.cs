using System.Collections.Immutable;
using OrleansRegistry.Domain.Agreements;

namespace OrleansRegistry.Storage;

/// <summary>Who agreed to which version when, as rows that are never changed.</summary>
public interface IAgreementStore
{
    /// <summary>The account agrees; what it agreed to before stays as it was.</summary>
    Task Add(string accountId, ImmutableArray<AgreedVersion> agreed, DateTimeOffset at,
        CancellationToken cancellation = default);

    /// <summary>Every version that the account agreed to, by agreement and version.</summary>
    ValueTask<ImmutableArray<GivenAgreement>> Of(string accountId, CancellationToken cancellation = default);
}
