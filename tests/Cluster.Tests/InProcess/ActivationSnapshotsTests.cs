using OrleansRegistry.Domain.Identifiers;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Domain.Persons;
using OrleansRegistry.Grains.Snapshots;
using OrleansRegistry.Storage.Deciding;

namespace OrleansRegistry.Cluster.Tests.InProcess;

/// <summary>
/// Goal: what readers find without a turn is never older than what was acknowledged (docs/consistency.md).
/// </summary>
public sealed class ActivationSnapshotsTests
{
    private static readonly EntityId _id = new(EntityKind.Person, "P-1");
    private readonly Proof _proof = new();
    private readonly object _first = new(), _second = new();

    private ActivationSnapshots Snapshots => field ??= new ActivationSnapshots(_proof);

    [Fact]
    public void A_write_that_is_under_way_leaves_nothing_to_read_and_its_commit_the_new_state()
    {
        Snapshots.Read(_id, _first, At(1));
        Snapshots.Writing(_id, _first);
        Assert.Null(Snapshots.Find(_id));
        Snapshots.Committed(_id, _first, At(2));
        Assert.Equal(2, Snapshots.Find(_id)!.Version);
    }

    [Fact]
    public void A_commit_in_doubt_leaves_no_snapshot_until_another_has_gone_through()
    {
        Snapshots.Read(_id, _first, At(1));
        Snapshots.Writing(_id, _first);
        Snapshots.InDoubt(_id, _first);
        Assert.Null(Snapshots.Find(_id));
        Snapshots.Committed(_id, _first, At(3));
        Assert.Equal(3, Snapshots.Find(_id)!.Version);
    }

    [Fact]
    public void An_activation_that_leaves_takes_its_own_and_not_the_next_one_s()
    {
        Snapshots.Read(_id, _first, At(1));
        Snapshots.Committed(_id, _second, At(2));
        Snapshots.Left(_id, _first);
        Assert.Equal(2, Snapshots.Find(_id)!.Version);
        Snapshots.Left(_id, _second);
        Assert.Null(Snapshots.Find(_id));
        Assert.Equal(0, Snapshots.Count);
    }

    [Fact]
    public void A_slow_activation_does_not_bring_back_the_past()
    {
        Snapshots.Committed(_id, _second, At(5));
        Snapshots.Read(_id, _first, At(4));
        Assert.Equal(5, Snapshots.Find(_id)!.Version);
    }

    [Fact]
    public void Nothing_is_found_without_a_fresh_proof_and_nothing_is_left_when_membership_was_lost()
    {
        Snapshots.Read(_id, _first, At(1));
        _proof.IsFresh = false;
        Assert.Null(Snapshots.Find(_id));
        Snapshots.Clear();
        _proof.IsFresh = true;
        Assert.Null(Snapshots.Find(_id));
    }

    private static LoadedEntity At(int version) =>
        new(new Person
        {
            Key = "P-1", Name = "王小明", IdentityKind = IdentityKind.CitizenId, IdentityNumber = "x",
            BornOn = new DateOnly(1990, 3, 7),
        }, version, default);

    private sealed class Proof : IMembershipProof
    {
        public bool IsFresh { get; set; } = true;
    }
}
