using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;

namespace OrleansRegistry.Domain.Access;

/// <summary>Lost phones (decisions 4).</summary>
public sealed partial class Reads
{
    /// <summary>How long a letter that the centre granted lets the new employer vouch, in days.</summary>
    private const int LetterDays = 30;

    /// <summary>
    /// The account of a driver for whom the caller's enterprise vouches: the employer of today (a unit for its own), or
    /// the one whose letter about the change of phone the centre has granted.
    /// </summary>
    public async ValueTask<Result<Account>> DriverWithLostPhone(
        string employerId, string railLicenceId, CancellationToken cancellation = default)
    {
        if (!actor.Is(Roles.Employer)) return Refusals.NotAllowed();
        if (actor.EmployerKey is not { } key || key != employerId
            || !EntityId.TryParse(EntityKind.RailLicence, railLicenceId, out var id)
            || (await registry.Load(id, cancellation))?.State is not RailCareer career
            || !(career.Employer?.EmployerKey == key && actor.MayNotRead(career) is null)
                && !await HasLetter(key, railLicenceId, cancellation)) return Refusals.NotFound();
        var person = (await registry.Load(new EntityId(EntityKind.Person, career.PersonKey), cancellation))?.State
            as Person;
        if (person?.AccountId is not { } accountId
            || await registry.Accounts.Find(accountId, cancellation) is not { } account
            || account.PersonKey != person.Key) return Refusals.WrongState(
                "该驾驶人员没有绑定账号，可用新手机号注册并重新实名认证。",
                "The driver has no account bound: open one by the new phone and prove the identity.");
        return person.BarredUntil is { } until && registry.Now < until ? BindingRefusals.Barred(until) : account;
    }

    /// <summary>Another phone that waits to take the place of the caller's; null: none does.</summary>
    public async ValueTask<PhoneRecovery?> OwnRecovery(CancellationToken cancellation = default) =>
        (await OwnBinding(cancellation))?.Recovery;

    /// <summary>
    /// The refusal if the caller may not ask for this act on a person; null: the act would wait for a second officer.
    /// </summary>
    public async ValueTask<Refusal?> MayNotAsk(
        Person person, ApplicationForm form, CancellationToken cancellation = default)
    {
        var (id, ask) = (IdentityBinding.IdOf(person.Key), new RequestPersonAct(person.Key, form));
        var state = (await registry.Load(id, cancellation))?.State as IdentityBinding;
        var facts = await registry.FactsFor(id, state, ask, cancellation);
        return BindingDecider.Decide(id, state, ask, registry.ContextFor(actor, facts)) is Decision.Refused refused
            ? refused.Refusal : null;
    }

    private async ValueTask<bool> HasLetter(
        string employerKey, string railLicenceId, CancellationToken cancellation) =>
        actor.EmployerUnit is null
        && (await registry.Load(new EntityId(EntityKind.Employer, employerKey), cancellation))?.State is Employer e
        && e.Letters.Any(letter => letter is { Kind: LetterKind.PhoneChange, CarriedOut: true, DoneAt: { } at }
            && letter.About == railLicenceId && registry.Now < at.AddDays(LetterDays));
}
