using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Simulation.Users;

/// <summary>
/// Officers of the authorities: they accept, ask for what is missing, decide and hand out on working days, and
/// sometimes take longer than the legal limit.
/// </summary>
internal sealed class Officers(World world)
{
    private const int TooLateWorkdays = 30, AnswerDays = 10, PickUpDays = 30;

    /// <summary>Leads the newest application of an entity through its chain.</summary>
    public async Task Review(EntityId id, Service service, Actor applicant)
    {
        if (await Newest(id, service) is not ({ } subject, { } application)) return;
        var officer = World.Officer(subject.Authority);
        await world.Workdays(Within(world.Behaviour.AcceptWithinWorkdays));
        if (!await Accepted(id, application, officer, applicant)) return;
        await world.Workdays(Within(world.Behaviour.DecideWithinWorkdays));
        Spend(world.Behaviour.DecideMinutes);
        if (world.Chance.Percent(world.Behaviour.RefusePercent))
        {
            await world.Client.Send(id, new Refuse(application.Id, ["材料与事实不符"]), officer);
            return;
        }
        if (await world.Client.Send(id, new Approve(application.Id), officer) is Answer.Done && service.Delivers)
            await HandOut(id, application, officer);
    }

    /// <summary>Counts an officer's work of today.</summary>
    public void Spend(int minutes) => world.Load.OfficerMinutes(world.Clock.Now, minutes);

    private async Task<bool> Accepted(EntityId id, Application application, Actor officer, Actor applicant)
    {
        Spend(world.Behaviour.AcceptMinutes);
        if (world.Chance.Percent(world.Behaviour.NotAcceptPercent))
        {
            await world.Client.Send(id, new NotAccept(application.Id, ["不属于受理范围"]), officer);
            return false;
        }
        if (world.Chance.Percent(world.Behaviour.SupplementPercent) && application.Materials is [var first, ..])
        {
            await world.Client.Send(id, new RequestSupplement(application.Id, [first.Kind], "请补正"), officer);
            if (world.Chance.Percent(world.Behaviour.SupplementUnansweredPercent)) return false;
            await world.Agenda.For(TimeSpan.FromDays(world.Chance.Between(0, AnswerDays)));
            await world.Client.Send(id, new AnswerSupplement(application.Id, [first]), applicant);
            await world.Workdays(Within(world.Behaviour.AcceptWithinWorkdays));
            Spend(world.Behaviour.AcceptMinutes);
        }
        return await world.Client.Send(id, new Accept(application.Id), officer) is Answer.Done;
    }

    private async Task HandOut(EntityId id, Application application, Actor officer)
    {
        await world.Workdays(world.Behaviour.AcceptWithinWorkdays);
        Spend(world.Behaviour.HandOutMinutes);
        await world.Client.Send(id, new MakeReady(application.Id), officer);
        if (world.Chance.Percent(world.Behaviour.NotPickedUpPercent)) return;
        await world.Agenda.For(TimeSpan.FromDays(world.Chance.Between(1, PickUpDays)));
        await world.Client.Send(id, new Deliver(application.Id), officer);
    }

    private int Within(int workdays) =>
        world.Chance.Percent(world.Behaviour.OfficerLatePercent) ? TooLateWorkdays : workdays;

    private async Task<(IApplicationSubject?, Application?)> Newest(EntityId id, Service service) =>
        await world.Read<EntityState>(id) is IApplicationSubject subject
            ? (subject, subject.Applications.LastOrDefault(a => a.Service == service.Id && a.IsOpen)) : default;
}
