using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Infrastructure.Samples;

/// <summary>
/// The railway of the demonstration: the enterprise of employer.demo with two units, another enterprise to change to,
/// and two of the drivers. driver.3 has studied and may apply for a first licence; driver.5 has a licence that can be
/// renewed.
/// </summary>
internal static class DemonstrationRailway
{
    private const string CreditCode = "91410100MA3X9K2P3K", OtherCode = "91500000202828578J";
    private static readonly Actor _import = Actor.Registry(Channel.Import);

    /// <summary>
    /// The key of the enterprise of employer.demo; always the same, so that a second start finds the enterprise of the
    /// first.
    /// </summary>
    public static EntityId Employer { get; } = Keys.ForNew(EntityKind.Employer, "demo:employer");

    private static EntityId Other { get; } = Keys.ForNew(EntityKind.Employer, "demo:employer:other");

    /// <summary>Registers the enterprises by the same commands that everybody uses.</summary>
    public static async Task Register(IRegistry registry, CancellationToken cancellation)
    {
        await Done(registry, Employer, "demo:employer", new RegisterEmployer("郑州示范机务段", CreditCode), cancellation);
        await Done(registry, Employer, "demo:employer:u1", new AddUnit("洛阳机务车间", "u1"), cancellation);
        await Done(registry, Employer, "demo:employer:u2", new AddUnit("新乡机务车间", "u2"), cancellation);
        await Done(registry, Other, "demo:employer:other", new RegisterEmployer("重庆示范机务段", OtherCode), cancellation);
    }

    /// <summary>The career of a demonstration driver, if it is one of the railway's.</summary>
    public static async Task Drive(
        IRegistry registry, string account, EntityId person, DateOnly today, CancellationToken cancellation)
    {
        if (CareerOf(account, person.Key, today) is not { } career) return;
        var id = Keys.ForNew(EntityKind.RailLicence, $"demo:rail:{account}");
        await Done(registry, id, $"demo:rail:{account}", career, cancellation);
    }

    private static RegisterRailDriver? CareerOf(string account, string person, DateOnly today) => account switch
    {
        "driver.3" => new RegisterRailDriver
        {
            PersonKey = person, Employer = new EmployerLink(Employer.Key),
            Study = new StudyRecord
            {
                Education = new Education(EducationLevel.Secondary), AptitudePassed = true, HealthPassed = true,
                Experience = new Experience { CrewMonths = 14, CrewKm = 70_000 },
            },
        },
        "driver.5" => new RegisterRailDriver
        {
            PersonKey = person, Employer = new EmployerLink(Employer.Key),
            Licence = new OlderLicence(
                [new HeldClass(RailClass.Parse("J5")!, today.AddDays(60 - 2191))],
                today.AddDays(60 - 2191), today.AddDays(60)),
        },
        _ => null,
    };

    private static async Task Done(
        IRegistry registry, EntityId id, string commandId, Command command, CancellationToken cancellation)
    {
        var envelope = new Envelope(commandId, command, _import) { Cause = "demonstration" };
        var answer = await registry.Execute(id, envelope, cancellation);
        if (answer is Answer.No { Refusal: { Code: not RefusalCode.Duplicate } no })
            throw new InvalidOperationException(
                $"the demonstration could not be made: {commandId}: {no.Code} {no.Detail.En}");
    }
}
