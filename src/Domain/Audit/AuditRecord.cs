using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Domain.Audit;

/// <summary>What a route leaves in the audit (decisions 8). Numbers are stored: frozen.</summary>
[JsonConverter(typeof(CamelCaseNames<AuditClass>))]
public enum AuditClass
{
    /// <summary>Nothing: verification, catalogue, health, counts.</summary>
    Open = 1,

    /// <summary>Nothing for reads of the caller's own data; commands are their events.</summary>
    Own = 2,

    /// <summary>
    /// Data of somebody else: one record per caller, entity and five minutes, durable before the answer.
    /// </summary>
    Personal = 3,

    /// <summary>
    /// Sign-ins, acts on accounts, second factors, keys and rules, exports: a record for each, durable before the
    /// answer.
    /// </summary>
    Act = 4,

    /// <summary>401, 403, 404 and 429: one line a minute with their number, by account or by network.</summary>
    Refused = 5,
}

/// <summary>Who did what, to whose data, from where. What stands in it is masked like everything else.</summary>
/// <param name="At">When, by the machine's clock, UTC; of a line of refusals the beginning of its minute.</param>
/// <param name="Class">Why it is here.</param>
/// <param name="What">The operation by its name in the OpenAPI document, or a line of the registry itself.</param>
/// <param name="By">The account; null: none was signed in.</param>
public sealed record AuditRecord(DateTimeOffset At, AuditClass Class, string What, string? By)
{
    /// <summary>The network that asked (an IPv4 address, 64 bits of IPv6); null: the registry itself.</summary>
    public string? Network { get; init; }

    /// <summary>
    /// The business for which a person's account acted (docs/adr/0117). Null, and not stored: the account's own party.
    /// </summary>
    public string? Party { get; init; }

    /// <summary>
    /// What was asked for, by name; numbers and phones are masked. Null: nothing besides the ids in
    /// <see cref="About"/>.
    /// </summary>
    public ImmutableSortedDictionary<string, string>? Criteria { get; init; }

    /// <summary>The ids of what was shown or done to: entities, persons, applications, documents, accounts.</summary>
    public ImmutableArray<string>? About { get; init; }

    /// <summary>The code of the refusal of an act that the law refused; null: it was done, or shown.</summary>
    public string? Refusal { get; init; }

    /// <summary>Of a line of refusals: how many by code and operation, <c>NOT_SIGNED_IN getMe</c>.</summary>
    public ImmutableSortedDictionary<string, int>? Counts { get; init; }

    /// <summary>The text that is stored and hashed.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, AuditJson.Stored.AuditRecord);

    /// <summary>The record in a stored text. Throws <see cref="JsonException"/> for anything else.</summary>
    public static AuditRecord Of(ReadOnlySpan<byte> stored) =>
        JsonSerializer.Deserialize(stored, AuditJson.Stored.AuditRecord) ?? throw new JsonException("no record");
}

/// <summary>A stored record with its place.</summary>
/// <param name="Id">The number of the line; it only grows.</param>
/// <param name="Record">What happened.</param>
/// <param name="Chain">The chain of its silo and day; null: it was written before there were chains.</param>
/// <param name="Number">Its place in the chain, from 1; null where there is no chain.</param>
/// <param name="Hash">SHA-256 over the previous hash and its text; null where there is no chain.</param>
public sealed record AuditLine(long Id, AuditRecord Record, string? Chain, long? Number, ReadOnlyMemory<byte>? Hash);

/// <summary>What to look for in the audit; a value that is null filters nothing.</summary>
/// <param name="About">An id that was shown or done to.</param>
/// <param name="By">The account that did it.</param>
/// <param name="What">The operation.</param>
/// <param name="From">Not before, UTC, inclusive.</param>
/// <param name="To">Before, UTC, exclusive.</param>
public sealed record AuditSearch(
    string? About = null, string? By = null, string? What = null, DateTimeOffset? From = null,
    DateTimeOffset? To = null)
{
    /// <summary>True for a record that is looked for.</summary>
    public bool Finds(AuditRecord record) =>
        (About is null || record.About?.Contains(About) == true) && (By is null || record.By == By)
        && (What is null || record.What == What) && !(record.At < From) && !(record.At >= To);
}

/// <summary>The JSON of stored records. Whoever checks a chain reads it, so its form never changes.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AuditRecord))]
internal sealed partial class AuditJson : JsonSerializerContext
{
    /// <summary>Chinese stays readable: only what JSON requires is escaped.</summary>
    public static AuditJson Stored => _stored ??= new AuditJson(new JsonSerializerOptions(Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    // Made at first use, because the order in which static members are initialised is not certain.
    private static AuditJson? _stored;
}
