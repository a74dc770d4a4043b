using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Infrastructure.Samples;

namespace OrleansRegistry.Simulation.Users;

/// <summary>
/// Railway enterprises with their drivers, who renew their licences: the employer reviews, the exam centre reports, the
/// administration decides and announces, or leaves the announcement to the registry on the last day.
/// </summary>
internal sealed class Railways(World world, Officers officers)
{
    private const int Drivers = 4, LicenceDays = 2190, FirstEnd = 40;
    private static readonly Actor _import = Actor.Registry(Channel.Import);
    private static readonly Actor _centre = new("exam-centre", Roles.ExamCentre, Channel.Http);
    private static readonly Actor _administration = new("administration", Roles.Administration, Channel.Http);

    /// <summary>Registers an enterprise and its drivers.</summary>
    public async Task Begin(int number, int years)
    {
        var id = Keys.ForNew(EntityKind.Employer, $"employer-{number}");
        var code = CreditCode.Complete($"91410100MB{number:D6}");
        await world.Client.Send(id, new RegisterEmployer($"示范机务段{number}", code), _import);
        for (var driver = 1; driver <= Drivers; driver++)
        {
            var end = world.Today.AddDays(FirstEnd + world.Chance.Below(365 * years));
            world.Watch(Drive(id.Key, $"rail-{number}-{driver}", number, driver, end));
        }
    }

    private async Task Drive(string employer, string name, int number, int driver, DateOnly end)
    {
        var person = Keys.ForNew(EntityKind.Person, name);
        await world.Client.Send(person, new RegisterPerson("李师傅", IdentityKind.CitizenId,
            SamplePersons.CitizenNumber("410185", new DateOnly(1985, 6, 15).AddDays(number), driver)), _import);
        var id = Keys.ForNew(EntityKind.RailLicence, name);
        var from = end.AddDays(-LicenceDays);
        await world.Client.Send(id, new RegisterRailDriver
        {
            PersonKey = person.Key, Employer = new EmployerLink(employer),
            Licence = new OlderLicence([new HeldClass(RailClass.Parse("J5")!, from)], from, end),
        }, _import);
        await world.On(end.AddDays(-world.Chance.Between(10, 80)));
        if (!world.Chance.Percent(world.Behaviour.RenewEarlyPercent)) return;
        await Renew(id, employer, World.Holder(person.Key));
    }

    private async Task Renew(EntityId id, string employer, Actor holder)
    {
        var form = new RailRenewalForm(RenewalReason.Expiry, HealthReportOn: world.Today.AddDays(-10));
        var asked = RailMaterials.Asked(
            form, new StudyRecord(), world.Rules.RailRulebook, world.Rules.RailRulebook.At(world.Today));
        var materials = await world.Upload(
            [.. asked.Select(row => (row.Material, RailMaterials.FormatsOf(row.Material)[0]))], holder.AccountId);
        if (await world.Client.Send(id, new Apply(form, [.. materials]), holder) is not Answer.Done) return;
        var application = (await world.Read<RailCareer>(id))!.OpenApplication!.Id;
        var unit = new Actor("employer-" + employer, Roles.Employer, Channel.Http) { EmployerKey = employer };
        (Command Command, Actor Actor)[] steps =
        [
            (new EmployerSubmit(application), unit), (new ReportRail(application), _centre),
            (new Approve(application), _administration),
        ];
        foreach (var (command, actor) in steps)
        {
            await world.Workdays(world.Behaviour.AcceptWithinWorkdays);
            officers.Spend(world.Behaviour.DecideMinutes);
            await world.Client.Send(id, command, actor);
        }
        await world.Workdays(2 * world.Behaviour.DecideWithinWorkdays);
        await world.Client.Send(id, new AnnounceRail(application), _administration);
    }
}
