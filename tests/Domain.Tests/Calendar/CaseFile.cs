using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansRegistry.Domain.Tests.Calendar;

/// <summary>
/// Reads cases from the data files beside the tests, so that whoever knows the law can check them without reading code.
/// A file that is empty, or has a member that the test does not look at, fails.
/// </summary>
internal static class CaseFile
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        ReadCommentHandling = JsonCommentHandling.Disallow,
    };

    public static IReadOnlyList<T> List<T>(string path)
    {
        var text = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, path));
        var rows = JsonSerializer.Deserialize<List<T>>(text, Strict);
        if (rows is not { Count: > 0 }) throw new InvalidOperationException($"{path} has no case.");
        return rows;
    }

    public static TheoryData<T> Rows<T>(string path) => [.. List<T>(path)];
}
