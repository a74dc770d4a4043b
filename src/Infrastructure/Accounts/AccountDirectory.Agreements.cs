using System.Collections.Immutable;
using OrleansRegistry.Domain.Agreements;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;

namespace OrleansRegistry.Infrastructure.Accounts;

/// <summary>
/// What natural persons must agree to before they use an account (rules.md A.2). Appointed persons work under the rules
/// of their office, and an enterprise agrees in the letter by which its account is opened.
/// </summary>
public sealed partial class AccountDirectory
{
    /// <inheritdoc/>
    public AgreementTexts Agreements { get; init; } = AgreementTexts.Embedded;

    /// <inheritdoc/>
    public AgreedVersions AgreementsNow =>
        new([.. Agreements.On(Today).Select(one => new AgreedVersion(one.Id, one.Version))]);

    /// <inheritdoc/>
    public async Task<Refusal?> Agree(
        string accountId, AgreedVersions agreed, CancellationToken cancellation = default)
    {
        if (agreed.Items.IsDefaultOrEmpty || Agreements.FaultOf(agreed.Items, Today) is not null)
            return Agreements.FaultOf(agreed.Items.IsDefault ? [] : agreed.Items, Today)
                ?? Refusals.Malformed(BodyRefusals.Missing("agreements"));
        await _agreements.Add(accountId, agreed.Items, _clock.GetUtcNow(), cancellation);
        _sessions.Changed(accountId);
        return null;
    }

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<GivenAgreement>> AgreedTo(
        string accountId, CancellationToken cancellation = default) => _agreements.Of(accountId, cancellation);

    private DateOnly Today => ShanghaiTime.DateOf(_clock.GetUtcNow());

    /// <summary>
    /// The refusal if an account cannot be opened with these; null: they are all the versions in force.
    /// </summary>
    private Refusal? FaultOfOpening(AgreedVersions agreed) =>
        Agreements.FaultOf(agreed.Items, Today)
        ?? (Agreements.IsDue(agreed.Items, Today) ? Refusals.Malformed(BodyRefusals.Missing("agreements")) : null);

    /// <summary>The account as shown, with whether something must be agreed to first.</summary>
    private async ValueTask<Account> WithAgreements(Account account, CancellationToken cancellation) =>
        account.Roles == Roles.Holder
            && Agreements.IsDue(Versions(await _agreements.Of(account.Id, cancellation)), Today)
            ? account with { AgreementDue = true } : account;

    private static IEnumerable<AgreedVersion> Versions(ImmutableArray<GivenAgreement> given) =>
        given.Select(one => new AgreedVersion(one.Id, one.Version));
}
