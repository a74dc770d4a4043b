using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;
using OrleansRegistry.Infrastructure.Samples;

namespace OrleansRegistry.Simulation.Users;

/// <summary>
/// Holders of certificates: they renew early, late or never, have their cycles assessed or not, and sometimes break the
/// law.
/// </summary>
internal sealed class Holders(World world, Officers officers)
{
    private const int PatienceDays = 20, SuspendedDays = 60, MissedDays = 366;
    private static readonly Actor _import = Actor.Registry(Channel.Import);
    private static readonly RenewalForm _renewal = new("个人", "13800000000", "郑州市中原路 1 号");
    private static readonly AssessmentForm _assessment = new("个人", "13800000000", "郑州市中原路 1 号");

    private readonly Dictionary<string, Task<string>> _persons = [];

    /// <summary>Registers a holder with a certificate, who then acts by the model.</summary>
    public async Task<(EntityId Certificate, string PersonKey)?> Begin(SampleCertificate sample, string name)
    {
        if (!_persons.TryGetValue(sample.Person.IdentityNumber, out var known))
            _persons[sample.Person.IdentityNumber] = known = Register(sample.Person, name + ":person");
        var person = await known;
        var id = Keys.ForNew(EntityKind.Certificate, name);
        var answer = await world.Client.Send(id, name, sample.Certificate with { PersonKey = person }, _import);
        if (answer is not Answer.Done) return null;
        world.Watch(Renew(id, person));
        world.Watch(Assess(id, person));
        if (sample.Certificate.Kind.Drives())
        {
            world.Watch(BreakTheLaw(id, sample.Certificate.Authority));
            world.Watch(LoseTheLicence(id, person, sample.Certificate.Authority));
        }
        return (id, person);
    }

    /// <summary>A holder who gets a first certificate on some day of the simulation.</summary>
    public async Task BeginLater(SampleCertificate sample, DateOnly on, string name)
    {
        await world.On(on);
        var first = new RegisterCertificate
        {
            Number = sample.Certificate.Number, Kind = sample.Certificate.Kind, PersonKey = "",
            Authority = sample.Certificate.Authority, FirstIssuedOn = world.Today, ValidFrom = world.Today,
        };
        await Begin(sample with { Certificate = first }, name);
    }

    private async Task<string> Register(RegisterPerson person, string name)
    {
        var created = Keys.ForNew(EntityKind.Person, name);
        await world.Client.Send(created, name, person, _import);
        return created.Key;
    }

    private async Task Renew(EntityId id, string person)
    {
        while (await Alive(id) is { } c)
        {
            var share = world.Chance.Below(100);
            var (early, late) = (world.Behaviour.RenewEarlyPercent, world.Behaviour.RenewLatePercent);
            if (share >= early + late) return; // Never: the certificate expires and is cancelled.
            await world.On(share < early
                ? c.RenewalOpensOn(world.Rules.Rulebook.RoadAt(world.Today)).AddDays(world.Chance.Below(28))
                : c.Period.To.AddDays(world.Chance.Between(1, 170)));
            await Apply(id, person, _renewal);
            await world.Agenda.For(TimeSpan.FromDays(PatienceDays));
        }
    }

    private async Task Assess(EntityId id, string person)
    {
        while (await Alive(id) is { Assessment: not null } c)
        {
            var cycle = c.NextCycle(world.Rules.Rulebook, world.Rules.Calendar);
            await world.On(cycle.WindowOpens.AddDays(world.Chance.Below(15)));
            var applies = world.Chance.Percent(world.Behaviour.AssessPercent);
            if (applies) await Apply(id, person, _assessment);
            await world.Agenda.For(TimeSpan.FromDays(applies ? PatienceDays : MissedDays));
        }
    }

    /// <summary>Breach and class are recorded in the same hour by two officers, independently of each other.</summary>
    private async Task BreakTheLaw(EntityId id, string authority)
    {
        while (await Alive(id) is not null)
        {
            await world.Agenda.For(TimeSpan.FromHours(world.Chance.Between(1, 2 * 365 * 24)));
            if (!world.Chance.Percent(world.Behaviour.ViolationPercentAYear)) continue;
            await Task.WhenAll(
                world.Client.Send(id, new RecordViolation(1, world.Today, null), World.Officer(authority)),
                world.Client.Send(id, new RecordEducation(4, world.Today), World.Officer(authority)));
        }
    }

    /// <summary>A fact about the person, which reaches each certificate by a consequence.</summary>
    private async Task LoseTheLicence(EntityId id, string person, string authority)
    {
        var entity = new EntityId(EntityKind.Person, person);
        while (await Alive(id) is not null)
        {
            await world.Agenda.For(TimeSpan.FromHours(world.Chance.Between(1, 2 * 365 * 24)));
            if (!world.Chance.Percent(world.Behaviour.LicenceSuspendedPercentAYear)) continue;
            await Licence(DrivingLicenceState.Suspended);
            await world.Agenda.For(TimeSpan.FromDays(SuspendedDays));
            await Licence(DrivingLicenceState.Valid);
        }

        Task Licence(DrivingLicenceState state) => world.Client.Send(
            entity, new RecordDrivingLicence(state, "A2", world.Today), World.Officer(authority));
    }

    private async Task Apply(EntityId id, string person, ApplicationForm form)
    {
        var holder = World.Holder(person);
        var materials = await world.Upload(Catalogue.Of(form), holder.AccountId);
        if (await world.Client.Send(id, new Apply(form, [.. materials]), holder) is Answer.Done)
            await officers.Review(id, Catalogue.Of(form), holder);
    }

    /// <summary>The certificate; null when it is cancelled, so that nothing is left to do.</summary>
    private async Task<Certificate?> Alive(EntityId id) =>
        await world.Read<Certificate>(id) is { Cancellation: null } c ? c : null;
}
