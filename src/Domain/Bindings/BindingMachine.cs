using System.Collections.Immutable;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;

namespace OrleansRegistry.Domain.Bindings;

/// <summary>The machine of an account's binding, as the hosts call it.</summary>
public sealed class BindingMachine : Machine
{
    /// <summary>The one instance; it has no state.</summary>
    public static BindingMachine Instance { get; } = new();

    /// <summary>One account for one identity number (一个身份证号只能绑定一个账号).</summary>
    public const string NumberSpace = "identity.number";

    private BindingMachine() { }

    /// <inheritdoc/>
    public override EntityKind Kind => EntityKind.Identity;

    /// <inheritdoc/>
    public override Needs Needs(EntityState? state, Command? command) => command switch
    {
        FileBinding { Form: { } form } file => new(null, Documents(file)) { IdentityNumber = form.IdentityNumber },
        RecoverPhone { PersonKey: { } key } => OnRecord((IdentityBinding?)state, key),
        RequestUnbinding { PersonKey: { } key } => new(null, []) { Holders = [key] },
        RequestPersonAct { PersonKey: { } key, Form: { } form } => new(null, [])
        {
            Holders = [key], IdentityNumber = PersonActs.NumberOf(form), Entities = OwnerActs.Needs(form),
        },
        ApplicationCommand about when (state as IdentityBinding)?.Applications.At(about.ApplicationId) is { } a =>
            About(a, command),
        // The driver's employer is notified.
        ObjectToRecovery or PassTime when (state as IdentityBinding)?.Recovery is { } waiting
            && (state as IdentityBinding)!.OpenOf(Services.ServiceId.IdentityBinding) is null =>
            OnRecord((IdentityBinding)state!, waiting.PersonKey),
        // A deadline may refuse a filing, and then whoever is on record for the number is notified.
        PassTime when (state as IdentityBinding)?.OpenOf(Services.ServiceId.IdentityBinding) is { } open =>
            About(open, command),
        _ => Machines.Needs.Nothing,
    };

    /// <summary>Looks the career up by the number of the binding, too: its employer is notified.</summary>
    private static Needs OnRecord(IdentityBinding? b, string personKey) =>
        b?.Bound is { } bound && bound.PersonKey == personKey
            ? new(null, []) { IdentityNumber = bound.IdentityNumber } : new(null, []) { Holders = [personKey] };

    private static Needs About(BindingApplication a, Command command) => a.Form switch
    {
        UnbindingForm form => new(null, [])
        {
            Holders = [form.PersonKey], Entities = SecondOfficer.Needs(a.SubmittedBy),
        },
        IPersonAct form => new(null, [])
        {
            Holders = [form.PersonKey], IdentityNumber = PersonActs.NumberOf(a.Form),
            Entities = [.. OwnerActs.Needs(a.Form), .. SecondOfficer.Needs(a.SubmittedBy)],
        },
        IdentityForm form => new(null, Documents(a, command)) { IdentityNumber = form.IdentityNumber },
        _ => Machines.Needs.Nothing,
    };

    private static IReadOnlyList<string> Documents(FileBinding file) =>
        [file.FrontDocumentId, file.BackDocumentId, .. file.PortraitDocumentId is { } portrait ? [portrait]
            : Array.Empty<string>()];

    /// <summary>All pictures count: a picture handed in again must not be the file of the other side.</summary>
    private static IReadOnlyList<string> Documents(BindingApplication a, Command command) =>
        command is not AnswerSupplement { Materials: { IsDefaultOrEmpty: false } given } ? []
        : [.. a.Materials.Concat(given.Take(4)).Select(material => material.DocumentId).Distinct()];

    /// <inheritdoc/>
    protected override Decision DecideNow(EntityId id, EntityState? state, Command command, Context context) =>
        BindingDecider.Decide(id, (IdentityBinding?)state, command, context);

    /// <inheritdoc/>
    public override EntityState Evolve(EntityState? state, Event happened) =>
        BindingFlow.Evolve(KeyOf((IdentityBinding?)state, happened), (IdentityBinding?)state, happened);

    /// <summary>The entity's key. The first event names the account, and the account's id makes the key.</summary>
    private static string KeyOf(IdentityBinding? state, Event happened) => state?.Key ?? happened switch
    {
        BindingFiled e => IdentityBinding.IdOf(e.AccountId).Key,
        UnbindingRequested e => IdentityBinding.IdOf(e.AccountId).Key,
        AccountActRequested e => IdentityBinding.IdOf(e.AccountId).Key,
        PersonActRequested e => IdentityBinding.IdOf(e.PersonKey).Key,
        AccountActRecorded e => IdentityBinding.IdOf(e.AccountId).Key,
        AccountChanged e => IdentityBinding.IdOf(e.AccountId).Key,
        AccountAlarmed e => IdentityBinding.IdOf(e.AccountId).Key,
        ChangesFrozen e => IdentityBinding.IdOf(e.AccountId).Key,
        AccountClosed e => IdentityBinding.IdOf(e.AccountId).Key,
        PhoneRecoveryBegun e => IdentityBinding.IdOf(e.AccountId).Key,
        BindingRegistered e => IdentityBinding.IdOf(e.AccountId).Key,
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot happen to nobody"),
    };

    /// <inheritdoc/>
    public override Deadline? NextDeadline(EntityState state, Context context) =>
        BindingDeadlines.Next((IdentityBinding)state, context);

    /// <inheritdoc/>
    public override ImmutableArray<Reservation> Reservations(EntityState state) =>
        ((IdentityBinding)state).Bound is { } bound ? [new Reservation(NumberSpace, bound.IdentityNumber)] : [];

    /// <summary>
    /// The search row has the number of the last filing, so that the desk can count the filings for one number.
    /// </summary>
    public override SearchRow? Search(EntityState state)
    {
        var b = (IdentityBinding)state;
        var number = b.Bound?.IdentityNumber
            ?? b.Applications.Select(a => (a.Form as IdentityForm)?.IdentityNumber)
                .LastOrDefault(one => one is not null);
        return new SearchRow(null, null, number, null, null, null, null, null, null);
    }

    /// <inheritdoc/>
    public override Reactions React(EntityState? before, EntityState after, ImmutableArray<Event> events,
        Context context)
    {
        var b = (IdentityBinding)after;
        var consequences = ImmutableArray.CreateBuilder<Consequence>();
        foreach (var happened in events) Follow(consequences, (IdentityBinding?)before, b, happened);
        return new Reactions(BindingFlow.Touched((IdentityBinding?)before, b, events),
            BindingNotices.Of((IdentityBinding?)before, b, events, context),
            consequences.ToImmutable());
    }

    /// <summary>The commands to person and account that follow a decision: for each of them in this order.</summary>
    private static void Follow(
        ImmutableArray<Consequence>.Builder consequences, IdentityBinding? before, IdentityBinding b, Event happened)
    {
        var own = new EntityId(EntityKind.Identity, b.Key);
        switch (happened)
        {
            case BindingSourceAsked asked:
                consequences.Add(new(new EntityId(EntityKind.Identity, asked.ApplicationId),
                    new RailLicences.AskIdentitySource(asked.ApplicationId)));
                break;
            case BindingApproved { Bound: var bound } approved:
                if (approved.Creates)
                    consequences.Add(new(Of(bound.PersonKey), new RegisterPerson(bound.Name, bound.IdentityKind,
                        bound.IdentityNumber, approved.BornOn)));
                Bind(bound);
                break;
            case BindingRegistered { Bound: var bound }:
                Bind(bound);
                break;
            case PersonActConfirmed { By: var by, ConfirmedBy: var second } e
                when b.Applications.At(e.ApplicationId)!.Form is PersonPhoneForm form:
                consequences.Add(new(IdentityBinding.IdOf(form.AccountId), new RecoverPhone(
                    form.AccountId, form.PersonKey, e.ApplicationId, form.Phone, by, second)));
                break;
            case PersonActConfirmed e when b.Applications.At(e.ApplicationId)!.Form is OwnerForm form:
                consequences.Add(OwnerActs.Follow(form, e.By, e.ConfirmedBy));
                break;
            case PersonActConfirmed confirmed:
                consequences.Add(new(Of(confirmed.PersonKey), PersonActs.CommandOf(
                    b.Applications.At(confirmed.ApplicationId)!.Form, confirmed.By, confirmed.ConfirmedBy)));
                break;
            case ChangesFrozen frozen when b.Bound is { } owner:
                consequences.Add(new(Of(owner.PersonKey), new BarPerson(b.AccountId, frozen.Until)));
                break;
            case PhoneRecovered e:
                var waiting = before!.Recovery!;
                consequences.Add(new(own, new SettlePhone(b.AccountId, waiting.Phone, waiting.Id)));
                consequences.Add(new(Of(waiting.PersonKey), new BarPerson(b.AccountId, e.BarredUntil)));
                break;
            case AccountClosed closed:
                if (closed.PersonKey is { } person)
                    consequences.Add(new(Of(person), new ReleaseAccount(b.AccountId)));
                consequences.Add(new(own, new SettleClosing(b.AccountId, closed.PersonKey)));
                break;
            case HistoryErased erased:
                consequences.Add(new(own, new SettleErasure(erased.AccountId)));
                break;
            case BindingUndone undone:
                consequences.Add(new(Of(undone.PersonKey),
                    new UnbindAccount(b.AccountId, undone.By, undone.ConfirmedBy)));
                consequences.Add(new(own, new SettleAccount(b.AccountId, undone.PersonKey, Bound: false)));
                break;
        }

        void Bind(BoundIdentity bound)
        {
            consequences.Add(new(Of(bound.PersonKey),
                new BindAccount(bound.Name, bound.IdentityNumber)
                {
                    AccountId = b.AccountId,
                    BarredUntil = bound.BarredUntil
                }));
            consequences.Add(new(own, new SettleAccount(b.AccountId, bound.PersonKey, Bound: true)));
        }

        static EntityId Of(string personKey) => new(EntityKind.Person, personKey);
    }

    /// <inheritdoc/>
    public override bool IsErased(EntityState state) => ((IdentityBinding)state).ErasedAt is not null;

    /// <inheritdoc/>
    public override Refusal OnReservationTaken(Reservation reservation) => BindingRefusals.NumberBound(null);

    /// <inheritdoc/>
    public override IEnumerable<string> Check(EntityState state)
    {
        var b = (IdentityBinding)state;
        if (b.Key != IdentityBinding.IdOf(b.AccountId).Key) yield return "the key is not its account's";
        if (b.Applications.Count(a => a is { IsOpen: true, Service: Services.ServiceId.IdentityBinding }) > 1)
            yield return "two filings are open";
        if (b.Bound is not null && b.OpenOf(Services.ServiceId.IdentityBinding)
            is not null) yield return "a bound account files";
    }
}
