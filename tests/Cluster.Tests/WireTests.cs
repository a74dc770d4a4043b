using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Runtime;
using Orleans.Serialization;
using OrleansRegistry.Domain.Applications;
using OrleansRegistry.Domain.Certificates;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Operators;
using OrleansRegistry.Domain.Ports;
using OrleansRegistry.Grains;
using OrleansRegistry.Grains.Wire;
using OrleansRegistry.Storage;

namespace OrleansRegistry.Cluster.Tests;

/// <summary>
/// Goal: what one silo sends is what another reads, and within a process nothing is copied.
/// Method: Orleans' own serializer.
/// </summary>
public sealed class WireTests
{
    private static readonly ServiceProvider _services =
        new ServiceCollection().AddRegistryWire().BuildServiceProvider();
    private static readonly Envelope _envelope = new(
        "c-1", new PassTime(), Actor.Registry(Channel.Deadline) with { Authority = "41" })
    {
        Fingerprint = "f", ExpectedVersion = 3, Cause = "deadline 到期", OutboxId = 7,
    };

    public static TheoryData<object> Values => new()
    {
        _envelope,
        _envelope with { Command = new RecordViolation(3, new DateOnly(2026, 2, 1), null), Fingerprint = null },
        _envelope with { Command = new NotAccept("Q-1.1", ["材料不齐"]), OutboxId = null },
        new Answer.No(Refusals.StaleVersion() with { RetryFrom = new DateOnly(2026, 3, 1), Law = "第二十条" }),
        new Account("A-1", "officer", null, Roles.Officer, "41", Desks.Road, null, false, false),
        new SignIn.Started(
            "token", DateTimeOffset.UnixEpoch,
            new Account("A-1", null, "139", Roles.Holder, null, Desks.None, "P-1", false, false)),
        new SignIn.No(Refusals.NotFound()),
        Refusals.NotFound(),
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_comes_back_as_it_went(object value)
    {
        var serializer = _services.GetRequiredService<Serializer>();
        var back = serializer.Deserialize<object>(serializer.SerializeToArray<object>(value));
        Assert.Equal(value.GetType(), back!.GetType());
        Assert.Equal(WireCodec.BytesOf(value), WireCodec.BytesOf(back));
    }

    /// <summary>
    /// What is thrown on one silo is caught on another by its type: a store that is away is no bug and no lost silo.
    /// </summary>
    [Fact]
    public void A_store_that_is_away_is_away_on_the_other_side_too()
    {
        var serializer = _services.GetRequiredService<Serializer>();
        var thrown = new StorageAwayException("away", new NpgsqlException("no route", new TimeoutException("5 s")));
        Exception Sent(Exception e) => serializer.Deserialize<Exception>(serializer.SerializeToArray(e))!;
        var caught = Assert.IsType<StorageAwayException>(Sent(thrown));
        Assert.Equal(("away", "no route"), (caught.Message, caught.InnerException!.Message));
        var denied = new PostgresException("denied", "ERROR", "ERROR", "42501");
        Assert.Equal("refused", Sent(new InvalidOperationException("refused", denied)).Message);
    }

    [Fact]
    public void A_list_that_was_never_set_goes_over_as_one() => Assert.True(
        ((RegisterOperator)((Envelope)WireCodec.ValueOf(WireCodec.BytesOf(
            _envelope with
            {
                Command = new RegisterOperator("91530100MA00000001", "云南示范客运", "530100"),
            }))).Command).Contacts.IsDefault);

    [Fact]
    public void Whatever_a_command_leaves_out_it_can_be_sent() => Assert.All(
        typeof(Command).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Command)) && !type.IsAbstract),
        type => Assert.NotEmpty(WireCodec.BytesOf(_envelope with { Command = Bare(type) })));

    /// <summary>A command of which nothing was ever set, but what has no value for that: its choices.</summary>
    private static Command Bare(Type type)
    {
        var command = (Command)RuntimeHelpers.GetUninitializedObject(type);
        foreach (var choice in type.GetProperties().Where(one => one.PropertyType.IsEnum && one.CanWrite))
            choice.SetValue(command, Enum.GetValues(choice.PropertyType).GetValue(0));
        return command;
    }

    [Fact]
    public void The_body_of_an_answer_comes_back()
    {
        var serializer = _services.GetRequiredService<Serializer<Answer>>();
        var back = Assert.IsType<Answer.Done>(
            serializer.Deserialize(serializer.SerializeToArray(new Answer.Done(5, "{}"u8.ToArray(), true))));
        Assert.Equal((5, true, 2), (back.Version, back.Repeated, back.Body.Length));
    }

    [Fact]
    public void Within_a_process_the_same_object_goes_over() =>
        Assert.Same(_envelope, _services.GetRequiredService<DeepCopier>().Copy(_envelope));

    [Fact]
    public void The_ring_is_the_one_that_Orleans_computes() => Assert.All(
        [
            new EntityId(EntityKind.Certificate, "Q-8F3K2"), new(EntityKind.Person, "P-000123"),
            new(EntityKind.Person, "P-123"), EntityId.Of(EntityKind.Certificate, "ABCDEFGHJKMNPQRSTVWXYZ0123456789"),
        ],
        id => Assert.Equal(unchecked((int)GrainId.Create(id.KindName, id.Key).GetUniformHashCode()), RingHash.Of(id)));
}
