using System.Globalization;

namespace OrleansRegistry.Cluster.Tests.Telemetry;

/// <summary>A span as a collector received it.</summary>
internal sealed record Span(
    string Service, string Instance, string Source, string TraceId, string Id, string ParentId, string Name,
    IReadOnlyDictionary<string, string> Tags, IReadOnlyList<string> Links)
{
    /// <summary>The spans of an ExportTraceServiceRequest.</summary>
    public static IEnumerable<Span> Of(ReadOnlyMemory<byte> request) =>
        from resource in new ProtoField(0, 0, request).All(1)
        let who = Attributes.Of(resource.One(1).All(1))
        from scope in resource.All(2)
        from span in scope.All(2)
        select new Span(
            who["service.name"], who["service.instance.id"], scope.One(1).One(1).Text, span.One(1).Hex, span.One(2).Hex,
            span.One(4).Hex, span.One(5).Text, Attributes.Of(span.All(9)),
            [.. span.All(13).Select(link => link.One(2).Hex)]);
}

/// <summary>The last value of a series as a collector received it.</summary>
/// <param name="Meter">Whose instrument it is.</param>
/// <param name="Name">The instrument.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Type">counter, gauge or histogram, as Prometheus calls them.</param>
/// <param name="Tags">The series' tags.</param>
/// <param name="Count">Of a histogram, how many were measured.</param>
/// <param name="Sum">Of a histogram, their sum; else the value.</param>
internal sealed record Measured(
    string Meter, string Name, string Unit, string Type, IReadOnlyDictionary<string, string> Tags, long Count,
    double Sum)
{
    /// <summary>The series of an ExportMetricsServiceRequest.</summary>
    public static IEnumerable<Measured> Of(ReadOnlyMemory<byte> request) =>
        from resource in new ProtoField(0, 0, request).All(1)
        from scope in resource.All(2)
        let meter = scope.One(1).One(1).Text
        from metric in scope.All(2)
        from data in metric.Fields
        where data.Number is 5 or 7 or 9
        from point in data.All(1)
        select Of(meter, metric, data, point);

    private static Measured Of(string meter, ProtoField metric, ProtoField data, ProtoField point)
    {
        var (name, unit) = (metric.One(1).Text, metric.One(3).Text);
        if (data.Number == 9)
        {
            var tags = Attributes.Of(point.All(9));
            return new Measured(meter, name, unit, "histogram", tags, (long)point.One(4).Value, point.One(5).Double);
        }
        var type = data.Number == 7 && data.One(3).Value == 1 ? "counter" : "gauge";
        var value = point.One(4).Number == 4 ? point.One(4).Double : point.One(6).Value;
        return new Measured(meter, name, unit, type, Attributes.Of(point.All(7)), 0, value);
    }
}

/// <summary>Attributes of a resource, a span or a series.</summary>
internal static class Attributes
{
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<ProtoField> pairs) =>
        pairs.GroupBy(pair => pair.One(1).Text).ToDictionary(same => same.Key, same => TextOf(same.Last().One(2)));

    private static string TextOf(ProtoField value) => value.Fields.FirstOrDefault() switch
    {
        { Number: 1 } text => text.Text,
        { Number: 2 } yes => yes.Value == 1 ? "true" : "false",
        { Number: 3 } number => number.Value.ToString(CultureInfo.InvariantCulture),
        { Number: 4 } number => number.Double.ToString(CultureInfo.InvariantCulture),
        _ => "",
    };
}
