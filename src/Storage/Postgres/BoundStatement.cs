using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace OrleansRegistry.Storage.Postgres;

/// <summary>A statement with its values from left to right ($1, $2 ...). It may be run again.</summary>
internal sealed class BoundStatement(string sql)
{
    private const string DateFormat = "yyyy-MM-dd";

    private readonly List<(object Value, NpgsqlDbType Type)> _values = [];

    public BoundStatement Add(long value) => Put(value, NpgsqlDbType.Bigint);

    public BoundStatement Add(long? value) =>
        value is { } number ? Add(number) : Put(DBNull.Value, NpgsqlDbType.Bigint);

    public BoundStatement Add(int value) => Put(value, NpgsqlDbType.Integer);

    public BoundStatement Add(int? value) =>
        value is { } number ? Add(number) : Put(DBNull.Value, NpgsqlDbType.Integer);

    public BoundStatement Add(bool value) => Put(value, NpgsqlDbType.Boolean);

    public BoundStatement Add(DateTimeOffset value) => Add(value.UtcTicks);

    public BoundStatement Add(DateTimeOffset? value) => Add(value?.UtcTicks);

    public BoundStatement Add(DateOnly value) => Add(DayOf(value));

    public BoundStatement Add(string? value) => Put(value is null ? DBNull.Value : Clean(value), NpgsqlDbType.Text);

    public BoundStatement Add(IEnumerable<string> values) =>
        Put(values.Select(Clean).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);

    public BoundStatement Add(long[] values) => Put(values, NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    public BoundStatement Add(int[] values) => Put(values, NpgsqlDbType.Array | NpgsqlDbType.Integer);

    public BoundStatement Add(ReadOnlyMemory<byte> value) => Put(value, NpgsqlDbType.Bytea);

    /// <summary>A content that is sent from its beginning at each run, without being held in memory.</summary>
    public BoundStatement Add(Stream value) => Put(value, NpgsqlDbType.Bytea);

    /// <summary>Adds both ends of a range of texts: from, inclusive, and to, exclusive.</summary>
    public BoundStatement AddPrefix(string prefix) => Add(prefix).Add(Lists.Limits.EndOf(prefix));

    /// <summary>How many values there are; the next one gets this number plus one.</summary>
    public int Count => _values.Count;

    /// <summary>A date in its stored form.</summary>
    public static string DayOf(DateOnly day) => day.ToString(DateFormat, CultureInfo.InvariantCulture);

    /// <summary>
    /// PostgreSQL accepts neither NUL nor an unpaired surrogate. Both can come from outside, as a name to search for or
    /// in the message of an exception; they are replaced by the replacement character, which matches nothing and hides
    /// nothing.
    /// </summary>
    public static string Clean(string text)
    {
        foreach (var letter in text)
            if (letter == '\0' || char.IsSurrogate(letter)) return Replaced(text);
        return text;
    }

    private static string Replaced(string text)
    {
        var clean = new System.Text.StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) clean.Append(rune.Value == 0 ? "\uFFFD" : rune.ToString());
        return clean.ToString();
    }

    /// <summary>The command, ready to run over the pool.</summary>
    public NpgsqlCommand On(NpgsqlDataSource source)
    {
        var command = source.CreateCommand(sql);
        foreach (var (value, type) in _values)
        {
            if (value is Stream content) content.Position = 0;
            command.Parameters.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = type });
        }
        return command;
    }

    private BoundStatement Put(object value, NpgsqlDbType type)
    {
        _values.Add((value, type));
        return this;
    }
}
