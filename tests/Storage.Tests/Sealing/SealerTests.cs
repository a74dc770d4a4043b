using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage.Sealing;

namespace OrleansRegistry.Storage.Tests.Sealing;

/// <summary>
/// T12: what a finder of the tables can do with sealed rows. Goal: nothing opens but in its own place, whole, and under
/// the registry's own secret.
/// </summary>
public sealed class SealerTests : IDisposable
{
    private static readonly EntityId _id = Sample.Certificate(1), _other = Sample.Certificate(2);
    private readonly Sealer _sealer = new(RootKey.Make());

    /// <inheritdoc/>
    public void Dispose() => _sealer.Dispose();

    [Fact]
    public void A_row_opens_in_its_place_and_in_no_other()
    {
        var stored = _sealer.Seal("{\"a\":1}"u8, RowIdentity.Application("Q-1")).ToArray();
        Assert.Equal("{\"a\":1}"u8.ToArray(), _sealer.Open(stored, RowIdentity.Application("Q-1")));
        Assert.Throws<SealedRowException>(() => _sealer.Open(stored, RowIdentity.Application("Q-2")));
        Assert.Throws<SealedRowException>(() => _sealer.Open(stored, RowIdentity.Answer("Q-1")));
    }

    [Fact]
    public void Every_changed_byte_is_noticed()
    {
        var stored = _sealer.Seal("{}"u8, "row").ToArray();
        for (var i = 1; i < stored.Length; i++)
        {
            var changed = stored.ToArray();
            changed[i] ^= 1;
            Assert.Throws<SealedRowException>(() => _sealer.Open(changed, "row"));
        }
        Assert.Throws<SealedRowException>(() => _sealer.Open(stored[..^1], "row"));
        Assert.Throws<SealedRowException>(() => _sealer.Open([Sealer.RowMark], "row"));
    }

    [Fact]
    public void A_state_and_its_events_do_not_serve_another_entity_or_another_version()
    {
        var key = _sealer.NewKey(_id);
        var state = Sealer.SealState(key, _id, 2, "{\"s\":2}"u8);
        var entity = new StoredEntity(2, state, HashChain.Start);
        Assert.Equal("{\"s\":2}"u8.ToArray(), _sealer.OpenEntity(_id, entity).State.ToArray());
        Assert.Throws<SealedRowException>(() => _sealer.OpenEntity(_other, entity));
        Assert.Throws<SealedRowException>(() => _sealer.OpenEntity(_id, entity with { Version = 3 }));

        var happened = Sealer.SealEvent(key, _id, 1, "{}"u8);
        Assert.Equal("{}"u8.ToArray(), Sealer.OpenEvent(key, _id, 1, happened).ToArray());
        Assert.Throws<SealedRowException>(() => Sealer.OpenEvent(key, _id, 2, happened));
        Assert.Throws<SealedRowException>(() => Sealer.OpenEvent(_sealer.NewKey(_id), _id, 1, happened));
        Assert.Throws<SealedRowException>(() => Sealer.OpenEvent(null, _id, 1, happened));
    }

    /// <summary>Erasure: zeros where the key was, and a rest that still opens in its own place alone.</summary>
    [Fact]
    public void An_erased_entity_has_no_key_and_its_rest_opens_in_its_place_alone()
    {
        var key = _sealer.NewKey(_id);
        var happened = Sealer.SealEvent(key, _id, 1, "{}"u8);
        var state = _sealer.SealErased(_id, 2, "{\"rest\":1}"u8);
        Assert.True(Sealer.IsErased(state));
        Assert.False(Sealer.IsErased(Sealer.SealState(key, _id, 2, "{}"u8)));
        Assert.Equal(-1, state.AsSpan().IndexOf(key.Wrapped));
        Assert.Null(_sealer.KeyIn(_id, state));
        Assert.Throws<SealedRowException>(() => Sealer.OpenEvent(_sealer.KeyIn(_id, state), _id, 1, happened));

        var entity = new StoredEntity(2, state, HashChain.Start);
        Assert.Equal("{\"rest\":1}"u8.ToArray(), _sealer.OpenEntity(_id, entity).State.ToArray());
        Assert.Throws<SealedRowException>(() => _sealer.OpenEntity(_other, entity));
        Assert.Throws<SealedRowException>(() => _sealer.OpenEntity(_id, entity with { Version = 3 }));
        state[^1] ^= 1;
        Assert.Throws<SealedRowException>(() => _sealer.OpenEntity(_id, entity));
    }

    [Fact]
    public void What_is_plain_comes_out_as_it_is()
    {
        Assert.Equal("{}"u8.ToArray(), _sealer.Open("{}"u8.ToArray(), "row"));
        Assert.Equal("text", _sealer.OpenText("text", "row"));
        Assert.Null(_sealer.KeyIn(_id, "{}"u8));
    }

    [Fact]
    public void Equal_values_look_alike_in_one_space_and_differ_in_two()
    {
        Assert.Equal(_sealer.Unique("identity", "1"), _sealer.Unique("identity", "1"));
        Assert.NotEqual(_sealer.Unique("identity", "1"), _sealer.Unique("account", "1"));
        using var another = new Sealer(RootKey.Make());
        Assert.NotEqual(_sealer.Unique("identity", "1"), another.Unique("identity", "1"));
        Assert.Equal("粤A12345", _sealer.Number("vehicle", "粤A12345"));
    }

    [Fact]
    public void Another_secret_is_refused_in_one_sentence()
    {
        var record = SealingRecord.Begin(RootKey.Make(), Sample.Secret, finished: true);
        Assert.Contains("is not the secret", Refused("another secret of thirty-two letters").Message,
            StringComparison.Ordinal);
        Assert.Contains("is sealed: set Registry__KeySecret", Refused(null).Message, StringComparison.Ordinal);
        Assert.NotNull(record.Open("another secret of thirty-two letters", Sample.Secret));

        SealingException Refused(string? secret) =>
            Assert.Throws<SealingException>(() => record.Open(secret, before: null));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(200_000)]
    public async Task A_content_opens_whole_and_under_its_own_hash(int bytes)
    {
        var content = new byte[bytes];
        new Random(bytes).NextBytes(content);
        var stored = await Stored(content);
        Assert.Equal(ContentFormat.SealedLength(bytes), stored.Length);
        await using var opened = await Opened(stored, "a");
        Assert.Equal((long)bytes, opened.Length);
        Assert.Equal(content, await AllOf(opened));
        await Assert.ThrowsAsync<SealedRowException>(() => Opened(stored, "b"));
    }

    [Fact]
    public async Task A_content_that_was_cut_turned_round_or_changed_does_not_open()
    {
        var stored = await Stored(new byte[200_000]);
        const int Chunk = ContentFormat.ChunkBytes + SealedBytes.TagBytes;
        var turned = stored.ToArray();
        stored.AsSpan(ContentFormat.HeaderBytes, Chunk).CopyTo(turned.AsSpan(ContentFormat.HeaderBytes + Chunk));
        var changed = stored.ToArray();
        changed[^1] ^= 1;
        foreach (var bad in (byte[][])[stored[..(ContentFormat.HeaderBytes + Chunk)], stored[..^7], turned, changed])
            await Assert.ThrowsAsync<SealedRowException>(async () => await AllOf(await Opened(bad, "a")));
    }

    private async Task<byte[]> Stored(byte[] content)
    {
        await using var sealing = new SealingStream(_sealer, "a", new MemoryStream(content));
        var once = await AllOf(sealing);
        sealing.Position = 0;
        Assert.Equal(once, await AllOf(sealing));
        return once;
    }

    private Task<Stream> Opened(byte[] stored, string sha256) => OpeningStream.Open(
        _sealer, sha256, new MemoryStream(stored), TestContext.Current.CancellationToken);

    private static async Task<byte[]> AllOf(Stream stream)
    {
        using var all = new MemoryStream();
        await stream.CopyToAsync(all);
        return all.ToArray();
    }
}
