using System.Collections.Immutable;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Persons;

/// <summary>The machine of persons, as the hosts call it.</summary>
public sealed class PersonMachine : Machine
{
    /// <summary>The one instance; it has no state.</summary>
    public static PersonMachine Instance { get; } = new();

    /// <summary>The space in which identity numbers are unique.</summary>
    public const string IdentitySpace = "identity";

    /// <summary>The space in which accounts are unique.</summary>
    public const string AccountSpace = "account";

    private PersonMachine() { }

    /// <inheritdoc/>
    public override EntityKind Kind => EntityKind.Person;

    /// <inheritdoc/>
    public override Needs Needs(EntityState? state, Command? command) => (state, command) switch
    {
        // The oldest certificate says which authority may record the fact (H.26).
        (Person p, RecordDeath or RecordDrivingLicence or CorrectFact or ChangeIdentity) =>
            new(null, []) { Holders = [p.Key] },
        (Person p, LinkCommand or RequestLink) => new(null, []) { Entities = PersonLinks.Needs(p, command) },
        _ => Machines.Needs.Nothing,
    };

    /// <inheritdoc/>
    protected override Decision DecideNow(EntityId id, EntityState? state, Command command, Context context) =>
        PersonDecider.Decide(id, (Person?)state, command, context);

    /// <inheritdoc/>
    public override EntityState Evolve(EntityState? state, Event happened) => Person.Evolve((Person?)state, happened);

    /// <inheritdoc/>
    public override Deadline? NextDeadline(EntityState state, Context context) => null;

    /// <inheritdoc/>
    public override ImmutableArray<Reservation> Reservations(EntityState state)
    {
        var person = (Person)state;
        var identity = new Reservation(IdentitySpace, person.IdentityNumber);
        return person.AccountId is { } account ? [identity, new Reservation(AccountSpace, account)] : [identity];
    }

    /// <inheritdoc/>
    public override SearchRow Search(EntityState state)
    {
        var person = (Person)state;
        return new SearchRow(person.Key, null, person.IdentityNumber, person.Name, null, null, null, null, null);
    }

    /// <summary>A changed fact or birth date makes every certificate decide anew.</summary>
    public override Reactions React(
        EntityState? before, EntityState after, ImmutableArray<Event> events, Context context)
    {
        var person = (Person)after;
        var consequences = ImmutableArray.CreateBuilder<Consequence>();
        foreach (var happened in events)
        {
            if (happened is CertificateAttached attached)
            {
                if (person.Death is not null || person.DrivingLicence is not null)
                    AddPassTime(consequences, attached.Certificate);
            }
            else if (happened is DeathRecorded or DrivingLicenceRecorded or FactCorrected or IdentityChanged)
            {
                foreach (var certificate in person.Certificates) AddPassTime(consequences, certificate);
                if (happened is IdentityChanged && person.AccountId is { } account)
                    consequences.Add(new Consequence(Bindings.IdentityBinding.IdOf(account),
                        new Bindings.FollowPerson(person.Name, person.IdentityKind, person.IdentityNumber)));
            }
        }
        foreach (var happened in events)
            consequences.AddRange(PersonLinks.Follow((Person?)before, person, happened));
        return Reactions.None with
        {
            Consequences = consequences.ToImmutable(),
            Notices = LinkNotices.OfPerson(person, events, context),
        };
    }

    /// <summary>The key shows the kind: railway careers are among the certificates.</summary>
    private static void AddPassTime(ImmutableArray<Consequence>.Builder consequences, HeldCertificate certificate) =>
        consequences.Add(new Consequence(EntityId.TryParse(certificate.Key, out var id)
            ? id
            : new EntityId(EntityKind.Certificate, certificate.Key),
            new PassTime()));

    /// <inheritdoc/>
    public override Refusal OnReservationTaken(Reservation reservation) =>
        reservation.Space == AccountSpace ? PersonDecider.AlreadyBound() : PersonDecider.IdentityTaken();

    /// <inheritdoc/>
    public override IEnumerable<string> Check(EntityState state)
    {
        var person = (Person)state;
        if (person.Certificates.Distinct().Count() != person.Certificates.Length)
            yield return "a certificate is attached twice";
        if (person.Death is { } death && death.On < person.BornOn) yield return "died before birth";
    }
}
