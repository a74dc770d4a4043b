using System.Text;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Calendar;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Services;

namespace OrleansRegistry.Storage.Tests;

/// <summary>Commits as a host would make them, with bytes that mean nothing: the store knows no law.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 30, 0, 123, TimeSpan.Zero);

    /// <summary>A Registry__KeySecret.</summary>
    public const string Secret = "the secret under which these tests seal";

    public static EntityId Certificate(int number) => EntityId.Of(EntityKind.Certificate, $"{number:D6}");

    public static EntityId Person(int number) => EntityId.Of(EntityKind.Person, $"{number:D6}");

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static EventHeader Header(string commandId = "command-1") =>
        new(Now, "officer-1", "http", null, "2026.1", commandId);

    /// <summary>The first commit of an entity.</summary>
    public static Commit First(EntityId id, int events = 1) => Change(id, 0, HashChain.Start, events);

    /// <summary>A commit on top of a version and its head, with a chain as it should be.</summary>
    public static Commit Change(
        EntityId id, int version, ReadOnlyMemory<byte> head, int events = 1, string? commandId = null)
    {
        var header = Header(commandId ?? $"{id.Key}-{version + 1}") with { Cause = version > 0 ? "fact-1" : null };
        var happened = new NewEvent[events];
        for (var i = 0; i < events; i++)
        {
            var body = Bytes($$"""{"步":{{version + i + 1}}}""");
            head = HashChain.Next(head.Span, id, version + i + 1, header, "stepped", body);
            happened[i] = new NewEvent("stepped", body, head);
        }
        return new Commit
        {
            Id = id,
            ExpectedVersion = version,
            State = Bytes($$"""{"version":{{version + events}},"name":"王小明"}"""),
            Events = [.. happened],
            Header = header,
        };
    }

    /// <summary>A commit without events: only the rows beside the state change.</summary>
    public static Commit Beside(EntityId id, int version) =>
        new() { Id = id, ExpectedVersion = version, Header = Header() };

    public static SearchRow Holder(EntityId id, string name, string identityNumber) =>
        new(id.Key, null, identityNumber, name, null, null, null, null, null);

    public static SearchRow Certified(
        EntityId person, string number, string authority = "440100", string category = "passengerDriver",
        string from = "2020-03-01", string to = "2026-03-01", string? endedOn = null) =>
        new(person.Key, category, number, null, authority, Day(from), Day(to),
            endedOn is null ? null : Day(endedOn), endedOn is null ? null : "request");

    public static NewApplicationRow Filed(
        EntityId id, int number, ApplicationStatus status = ApplicationStatus.Submitted, string acceptBy = "2026-03-09",
        string? decideBy = null, string authority = "440100", ServiceId service = ServiceId.CertificateRenewal,
        EntityId? person = null, int submittedAfterMinutes = 0, bool provisional = false)
    {
        var application = new Application
        {
            Id = $"{id.Key}.{number}",
            Service = service,
            Form = new RenewalForm("个人"),
            Materials = [],
            SubmittedBy = "account-1",
            SubmittedAt = Now.AddMinutes(submittedAfterMinutes),
            Status = status,
            AcceptBy = new LegalDate(Day(acceptBy), provisional),
            DecideBy = decideBy is null ? null : new LegalDate(Day(decideBy), false),
            Supplement = status == ApplicationStatus.SupplementRequested
                ? new Supplement([], "请补正", Now, new LegalDate(Day(acceptBy), false))
                : null,
        };
        var body = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(application, RegistryJson.Wire.Application);
        return new NewApplicationRow((person ?? Person(1)).Key, authority, application, body);
    }

    public static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
}
