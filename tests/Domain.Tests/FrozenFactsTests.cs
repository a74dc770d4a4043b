using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Bindings;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Employers;
using OrleansRegistry.Domain.ExamSessions;
using OrleansRegistry.Domain.Findings;
using OrleansRegistry.Domain.Keyrings;
using OrleansRegistry.Domain.Links;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Objections;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Opinions;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Reminders;
using OrleansRegistry.Domain.Rules;
using OrleansRegistry.Domain.Trips;
using OrleansRegistry.Domain.TrustLists;
using OrleansRegistry.Domain.Vehicles;
using OrleansRegistry.Domain.Tests.Bindings;
using OrleansRegistry.Domain.Tests.RailLicences;

namespace OrleansRegistry.Domain.Tests;

/// <summary>
/// Goal: what is stored or published keeps its name and number for ever. Method: golden files that may only grow; a new
/// name is added to the file by hand, so that someone has looked at it. And no type is forgotten by the machines.
/// </summary>
public sealed class FrozenFactsTests
{
    private static readonly Assembly _domain = typeof(Event).Assembly;

    [Fact]
    public void Event_names_only_grow() => OnlyGrows("event-names.txt", FrozenNames.Events);

    [Fact]
    public void Refusal_codes_keep_their_numbers() =>
        OnlyGrows("refusal-codes.txt", Enum.GetValues<RefusalCode>().Select(code => $"{(int)code} {code}"));

    [Fact]
    public void Enums_keep_their_names_and_numbers() =>
        OnlyGrows("enums.txt",
            from type in _domain.GetTypes()
            where type.IsEnum && type.IsPublic && type != typeof(RefusalCode)
            from object value in Enum.GetValues(type)
            select $"{type.Name} {Convert.ToInt64(value, null)} {WireName(type, value)}");

    /// <summary>The end of a line that stays in a golden file though nothing is written so any more.</summary>
    private const string Retired = " (retired)";

    [Fact]
    public void Retired_names_are_marked_and_none_is_in_use()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "golden", "command-names.txt"));
        Assert.Equal(
            RetiredNames.All.Keys.Order(StringComparer.Ordinal),
            lines.Where(line => line.EndsWith(Retired, StringComparison.Ordinal))
                .Select(line => line[..^Retired.Length]).Order(StringComparer.Ordinal));
        Assert.All(RetiredNames.All.Values, name => Assert.Contains(name, lines));
    }

    [Fact]
    public void Commands_keep_their_names_in_the_outbox_and_between_silos() =>
        OnlyGrows("command-names.txt", typeof(Command).GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false)
            .Select(entry => (string)entry.TypeDiscriminator!));

    /// <summary>What an older version stored or sent is read as what took its place, with all members.</summary>
    [Theory]
    [InlineData("apply", """{"form":{"form":"rail.reissue","reason":"lost"},"materials":[]}""", "apply")]
    [InlineData("resubmit", """{"applicationId":"R-1.1","materials":[]}""", "answerSupplement")]
    [InlineData("accept", """{"applicationId":"R-1.1"}""", "accept")]
    [InlineData("notAccept", """{"applicationId":"R-1.1","reasons":["不符"]}""", "notAccept")]
    [InlineData("grant", """{"applicationId":"R-1.1","approvalNumber":"批文"}""", "approve")]
    [InlineData("refuse", """{"applicationId":"R-1.1","reasons":["不予许可"]}""", "refuse")]
    [InlineData("makeReady", """{"applicationId":"R-1.1"}""", "makeReady")]
    [InlineData("deliver", """{"applicationId":"R-1.1"}""", "deliver")]
    public void A_retired_name_is_read_as_the_one_in_use(string retired, string members, string inUse)
    {
        var before = members[..^1] + $$""","type":"railApplication.{{retired}}"}""";
        var now = JsonNode.Parse($$"""{"type":"application.{{inUse}}",""" + members[1..]);
        var read = RetiredNames.CommandOf(Encoding.UTF8.GetBytes(before));
        AssertIs(read);
        var envelope = """{"commandId":"c","actor":{"accountId":"a","channel":1},"command":""" + before + "}";
        var sent = JsonSerializer.Deserialize(envelope, RegistryJson.Wire.Envelope)!;
        AssertIs(sent.Command);

        void AssertIs(Command command) => Assert.True(JsonNode.DeepEquals(
            now, JsonSerializer.SerializeToNode(command, RegistryJson.Wire.Command)));
    }

    /// <summary>A member that a renaming in C# has renamed would not be found in what is stored.</summary>
    [Fact]
    public void Members_of_what_is_stored_keep_their_names() => OnlyGrows("stored-members.txt",
    [
        .. StoredShapes.Of<Event>("event"),
        .. StoredShapes.Of<EntityState>("state"),
        .. StoredShapes.Of<Command>("command"),
        .. StoredShapes.Of<Notice>("notice"),
        .. StoredShapes.Of<Ports.Envelope>("envelope"),
        .. StoredShapes.Of<Ports.Answer>("answer"),
        .. StoredShapes.Of<Ports.EntitySnapshot>("snapshot"),
        .. StoredShapes.Of<Ports.Account>("account"),
        .. StoredShapes.Of<Ports.SignIn>("signIn"),
        .. StoredShapes.Of<Ports.OpenedAccount>("openedAccount"),
        .. StoredShapes.Of<Refusal>("refusal"),
        .. StoredShapes.Of<CertificateRow>("row.certificate"),
        .. StoredShapes.Of<VehicleRow>("row.vehicle"),
        .. StoredShapes.Of<OperatorRow>("row.operator"),
        .. StoredShapes.Of<TripRow>("row.trip"),
        .. StoredShapes.Of<RailRow>("row.rail"),
        .. StoredShapes.Of<EmployerRow>("row.employer"),
    ]);

    /// <summary>A command without a name would run on one silo and be lost on its way to another.</summary>
    [Fact]
    public void Every_command_has_a_name() => Assert.Equal(
        Concrete(typeof(Command)).Select(type => type.Name),
        typeof(Command).GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false)
            .Select(entry => entry.DerivedType.Name)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void Every_event_has_a_frozen_name_and_no_two_share_one()
    {
        var named = typeof(Event).GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false).ToArray();
        Assert.Equal(
            Concrete(typeof(Event)).Select(type => type.Name),
            named.Select(entry => entry.DerivedType.Name).Order(StringComparer.Ordinal));
        Assert.Equal(named.Length, named.Select(entry => entry.TypeDiscriminator).Distinct().Count());
    }

    /// <summary>An event that no arm knows would be a certificate that cannot be read again.</summary>
    [Theory]
    [MemberData(nameof(Of), typeof(CertificateEvent))]
    [MemberData(nameof(Of), typeof(ApplicationEvent))]
    [MemberData(nameof(Of), typeof(PersonEvent))]
    [MemberData(nameof(Of), typeof(OperatorEvent))]
    [MemberData(nameof(Of), typeof(VehicleEvent))]
    [MemberData(nameof(Of), typeof(RailEvent))]
    [MemberData(nameof(Of), typeof(EmployerEvent))]
    [MemberData(nameof(Of), typeof(KeyringEvent))]
    [MemberData(nameof(Of), typeof(TrustListAccepted))]
    [MemberData(nameof(Of), typeof(TripEvent))]
    [MemberData(nameof(Of), typeof(BindingEvent))]
    [MemberData(nameof(Of), typeof(ObjectionEvent))]
    [MemberData(nameof(Of), typeof(FindingEvent))]
    [MemberData(nameof(Of), typeof(OpinionEvent))]
    [MemberData(nameof(Of), typeof(RemindersDue))]
    public void Every_event_is_known_to_Evolve(Type type)
    {
        var happened = (Event)RuntimeHelpers.GetUninitializedObject(type);
        var (machine, state) = Asked(type);
        var began = happened is PersonRegistered or CertificateRegistered or OperatorRegistered or VehicleRegistered
            or RailDriverRegistered or EmployerRegistered or TripFiled or TripRegistered or BindingRegistered
                or ObjectionFiled or RoadsideFindingRecorded or OpinionAsked;
        var thrown = Record.Exception(() => machine.Evolve(began ? null : state, happened));
        var isUnknown = thrown is InvalidOperationException or ArgumentOutOfRangeException or SwitchExpressionException
            && !thrown.Message.Contains("application", StringComparison.Ordinal)
                && !thrown.Message.Contains("no finding", StringComparison.Ordinal);
        Assert.False(isUnknown, thrown?.Message);
    }

    /// <summary>Empty commands of every type: refused or taken, but no "is not for certificates".</summary>
    [Theory]
    [MemberData(nameof(Of), typeof(Command))]
    public void Every_command_is_known_to_Decide(Type type)
    {
        var command = (Command)RuntimeHelpers.GetUninitializedObject(type);
        var (machine, state) = Asked(type);
        var everybody = Certificates.Stage.OfficerOf("4101") with
        {
            Roles = Roles.Officer | Roles.Holder | Roles.Operator | Roles.Registry,
            PersonKey = "P-1",
            OperatorKey = "O-1",
        };
        var context = new Vehicles.VehicleStage("2026-01-02").ContextFor(everybody);
        if (machine is not (OperatorMachine or VehicleMachine))
            context = new Certificates.Stage("2026-01-02").Given("2022-03-01").ContextFor(everybody);
        if (machine is TripMachine) context = new Trips.TripStage("2024-06-01").ContextFor(everybody);
        var thrown = Record.Exception(() => machine.Decide(new EntityId(machine.Kind, "Q-1"), state, command, context));
        Assert.False(thrown is InvalidOperationException, thrown?.Message);
    }

    [Fact]
    public void Every_state_goes_between_silos_under_the_name_of_its_kind() => Assert.Equal(
        Enum.GetValues<EntityKind>().Select(EntityId.NameOf),
        typeof(EntityState).GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), false)
            .Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>().Select(
                named => (string?)named.TypeDiscriminator));

    /// <summary>The machine to which a type belongs, by its folder; applications are asked of a certificate.</summary>
    private static (Machine Machine, EntityState? State) Asked(Type type) =>
        type.Namespace == typeof(PersonEvent).Namespace || IsOfPerson(type)
            ? (PersonMachine.Instance, Certificates.Stage.PersonBorn("1980-05-05"))
        : type.Namespace == typeof(OperatorEvent).Namespace || type.Namespace == typeof(DriverAsked).Namespace
            ? (OperatorMachine.Instance, new Vehicles.VehicleStage("2026-01-02").Operator)
        : type.Namespace == typeof(VehicleEvent).Namespace
            ? (VehicleMachine.Instance, new Vehicles.VehicleStage("2026-01-02").Given("2025-03-01").Vehicle)
        : type.Namespace == typeof(RailEvent).Namespace
            ? (RailMachine.Instance, new RailStage("2026-01-02").Given().Career)
        : type.Namespace == typeof(EmployerEvent).Namespace
            ? (EmployerMachine.Instance, new Employer { Key = "W-1", Name = "郑州铁路", CreditCode = "91410100MA3X9K2P3K" })
        : type.Namespace == typeof(KeyringEvent).Namespace
            ? (KeyringMachine.Instance, new Keyring { Key = Keyring.Id.Key })
        : type.Namespace == typeof(TrustListAccepted).Namespace ? (TrustListMachine.Instance, null)
        : type.Namespace == typeof(TripEvent).Namespace
            ? (TripMachine.Instance, new Trips.TripStage("2024-06-01").WhenFiled().Trip)
        : type.Namespace == typeof(BindingEvent).Namespace
            ? (BindingMachine.Instance, new BindingStage().Given().Binding)
        : type.Namespace == typeof(ObjectionEvent).Namespace
            ? (ObjectionMachine.Instance, type == typeof(FileObjection) ? null : Objections.ObjectionTests.Filed())
        : type.Namespace == typeof(FindingEvent).Namespace ? (FindingMachine.Instance, null)
        : type.Namespace == typeof(OpinionEvent).Namespace
            ? (OpinionMachine.Instance, type == typeof(AskOpinion) ? null : Opinions.OpinionTests.Asked())
        : type.Namespace == typeof(ExamSessionRegistered).Namespace ? (ExamSessionMachine.Instance, null)
        : (CertificateMachine.Instance, new Certificates.Stage("2026-01-02").Given("2022-03-01").Certificate);

    /// <summary>A relation is asked of the party, and answered by the person.</summary>
    private static bool IsOfPerson(Type type) => type.IsAssignableTo(typeof(LinkCommand))
        || type == typeof(RequestLink) || type == typeof(NoteLink) || type == typeof(NoteUnlink);

    public static TheoryData<Type> Of(Type family) => [.. Concrete(family)];

    private static IEnumerable<Type> Concrete(Type family) =>
        _domain.GetTypes().Where(type => !type.IsAbstract
            && type.IsAssignableTo(family)).OrderBy(type => type.Name, StringComparer.Ordinal);

    private static string WireName(Type type, object value)
    {
        var name = value.ToString()!;
        return type.GetField(name)?.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? name;
    }

    private static void OnlyGrows(string file, IEnumerable<string> now)
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "golden", file));
        var golden = lines.Where(line => !line.EndsWith(Retired, StringComparison.Ordinal)).ToArray();
        var current = now.Order(StringComparer.Ordinal).ToArray();

        Assert.NotEmpty(golden);
        // What had no members may have got some.
        var gone = golden.Except(current).Where(line => !line.EndsWith(": nothing", StringComparison.Ordinal));
        Assert.Equal([], gone.Select(line => $"gone or changed: {line}"));
        Assert.Equal([], current.Except(golden).Select(line => $"new, add it to golden/{file}: {line}"));
    }
}
