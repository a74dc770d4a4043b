using System.Text;
using System.Text.Json.Nodes;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Tests.Certificates;

/// <summary>The real rulebook with one parameter changed, as an owner would change the file.</summary>
internal static class Rulebooks
{
    /// <summary>The parameter has this value (JSON) for ever, or until a day from which it has another.</summary>
    public static Rulebook With(string parameter, string value, string? from = null, string? then = null)
    {
        var file = JsonNode.Parse(Encoding.UTF8.GetString(Rulebook.Embedded.Text))!;
        var changed = file["parameters"]!.AsArray().Single(p => (string)p!["id"]! == parameter)!;
        var values = new JsonArray(new JsonObject { ["from"] = "0001-01-01", ["value"] = JsonNode.Parse(value) });
        if (from is not null)
            values.Add((JsonNode)new JsonObject { ["from"] = from, ["value"] = JsonNode.Parse(then!) });
        changed["values"] = values;
        return ((RulebookLoad<Rulebook>.Loaded)Rulebook.Parse(Encoding.UTF8.GetBytes(file.ToJsonString()))).Rulebook;
    }
}
