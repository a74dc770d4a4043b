using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using OrleansRegistry.Domain.Machines;

namespace OrleansRegistry.Cli.Rows;

/// <summary>A row that cannot be read, with the reason for whoever must correct it.</summary>
internal sealed class RowFaultException(LocalText fault) : Exception(fault.En)
{
    public LocalText Fault { get; } = fault;
}

/// <summary>Says in both languages what is wrong with a row, by the names in the file.</summary>
internal static partial class RowFault
{
    /// <summary>The field for a fault of the whole line.</summary>
    private const string Whole = "$";

    public static RowFaultException Of(string zh, string en) => new(new LocalText(zh, en));

    /// <summary>The line ends too early, has too much text, or is not JSON.</summary>
    public static RowFaultException NotJson() => new(BodyRefusals.NotJson(Whole).Text);

    /// <summary>Reads a row strictly; faults are worded as for a body over HTTP.</summary>
    public static T Read<T>(ReadOnlySpan<byte> json)
    {
        var type = (JsonTypeInfo<T>)RowFormats.Strict.GetTypeInfo(typeof(T));
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw Of("该行为 null。", "The line is null.");
        }
        catch (JsonException wrong)
        {
            throw Of(JsonFaults.Of(json.ToArray(), type, wrong.Path));
        }
    }

    private static RowFaultException Of(Refusal refusal) => new(new LocalText(
        string.Concat(refusal.Faults.Select(fault => Named(fault, "：") + fault.Text.Zh)),
        string.Join(' ', refusal.Faults.Select(fault => Named(fault, ": ") + fault.Text.En))));

    private static string Named(FieldFault fault, string colon) => IsName(fault.Field) ? fault.Field + colon : "";

    /// <summary>
    /// True for a text that could be the name of a field. An unknown name may be a number or an address in the wrong
    /// place, and receipts repeat no data of a row (decisions 7).
    /// </summary>
    private static bool IsName(string field) =>
        field != Whole && field.All(c => char.IsAsciiLetter(c) || c is '.' or '[' or ']' or >= '0' and <= '9')
        && char.IsAsciiLetter(field[0]) && !Digits().IsMatch(field);

    /// <summary>More digits than the index of an item has.</summary>
    [GeneratedRegex("[0-9]{5}")]
    private static partial Regex Digits();
}
