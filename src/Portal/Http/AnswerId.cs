using System.Text.Json;

namespace OrleansRegistry.Portal.Http;

/// <summary>The id in an answer of the registry, to show what the command has made.</summary>
internal static class AnswerId
{
    public static string In(ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.GetProperty("id").GetString()!;
    }
}
