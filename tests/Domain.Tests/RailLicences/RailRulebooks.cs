using System.Text.Json.Nodes;
using OrleansRegistry.Domain.RailLicences;
using OrleansRegistry.Domain.Rules;

namespace OrleansRegistry.Domain.Tests.RailLicences;

/// <summary>The rulebook of the program with one value changed: options that the law leaves open.</summary>
internal static class RailRulebooks
{
    public static byte[] Text
    {
        get
        {
            using var stream = typeof(RailRulebook).Assembly.GetManifestResourceStream("rail.json")!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
    }

    public static RailRulebook With(string parameter, string value)
    {
        var file = JsonNode.Parse(Text)!;
        file["parameters"]!.AsArray().Single(
            one => (string?)one!["id"] == parameter)!["values"]![0]!["value"] = JsonNode.Parse(value);
        return ((RulebookLoad<RailRulebook>.Loaded)RailRulebook.Parse(
            System.Text.Encoding.UTF8.GetBytes(file.ToJsonString()))).Rulebook;
    }
}
