using System.Globalization;
using OrleansRegistry.Domain.Machines;
using OrleansRegistry.Storage.Postgres;

namespace OrleansRegistry.Storage.Tests.Postgres;

/// <summary>
/// Runs the statements of the table OrleansQuery as Orleans' AdoNet providers do: by name, over Npgsql.
/// </summary>
public abstract class OrleansStatements : PostgresTest
{
    /// <summary>The store beside which Orleans works.</summary>
    protected PostgresRegistryStore Store { get; private set; } = null!;

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Store = await Open(shared: true);
    }

    /// <summary>The rows that the statement of <paramref name="key"/> answers.</summary>
    internal async Task<List<object?[]>> Ask(string key, params (string Name, object? Value)[] parameters)
    {
        var text =
            (string)(await Rows("SELECT QueryText FROM OrleansQuery WHERE QueryKey = @key", ("key", key))).Single()[0]!;
        return await Rows(text, parameters);
    }

    private static (string, object?)[] Place(EntityId id) =>
    [
        ("GrainIdHash", 7),
        ("GrainIdN0", 0L), ("GrainIdN1", 0L), ("GrainTypeHash", 9), ("GrainTypeString", id.KindName),
        ("GrainIdExtensionString", id.Key), ("ServiceId", "registry"),
    ];

    /// <summary>
    /// A write as AdoNetGrainStorage does it: the new ETag, or null where it would throw InconsistentState.
    /// </summary>
    internal async Task<string?> Write(Commit commit, string? etag)
    {
        var row = (await Ask("WriteToStorageKey",
        [
            .. Place(commit.Id),
            ("GrainStateVersion", etag is null ? null : int.Parse(etag, CultureInfo.InvariantCulture)),
            ("PayloadBinary", CommitEnvelope.Write(commit, Store.Epoch)),
        ])).Single();
        var number = row[0]?.ToString();
        return number is null || number == etag ? null : number;
    }

    /// <summary>A read as AdoNetGrainStorage does it.</summary>
    internal async Task<(StoredEntity Entity, string ETag)?> Read(EntityId id)
    {
        var rows = await Ask("ReadFromStorageKey", Place(id));
        return rows.Count == 0 ? null : (CommitEnvelope.ReadEntity((byte[])rows[0][0]!), rows[0][1]!.ToString()!);
    }
}
