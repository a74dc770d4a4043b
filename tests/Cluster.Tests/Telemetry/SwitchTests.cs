using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using OrleansRegistry.Api.Metrics;
using OrleansRegistry.Grains.Telemetry;
using OrleansRegistry.Infrastructure;
using OrleansRegistry.Silo.Telemetry;
using OrleansRegistry.Storage.Telemetry;

namespace OrleansRegistry.Cluster.Tests.Telemetry;

/// <summary>
/// Goal: without a collector there is no telemetry and it costs nothing; an address that is none is reported.
/// </summary>
public sealed class SwitchTests
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly Type[] _measuring =
        [typeof(CommandTelemetry), typeof(CommitTelemetry), typeof(VerdictTelemetry)];

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("", null, false)]
    [InlineData("http://127.0.0.1:4317", "true", false)]
    [InlineData("http://127.0.0.1:4317", null, true)]
    [InlineData("http://127.0.0.1:4317", "false", true)]
    public void Nothing_is_registered_until_a_collector_is_named(string? endpoint, string? disabled, bool on)
    {
        var builder = Builder((Endpoint, endpoint), ("OTEL_SDK_DISABLED", disabled));
        var before = builder.Services.Count;
        builder.AddTelemetry(new RegistryOptions());
        Assert.Equal(on, builder.Services.Count > before);
    }

    [Theory]
    [InlineData("collector:4317")]
    [InlineData("nonsense")]
    [InlineData("ftp://collector")]
    public void An_address_that_is_none_is_refused_by_its_name(string endpoint)
    {
        var done = Assert.Throws<SettingException>(
            () => Builder((Endpoint, endpoint)).AddTelemetry(new RegistryOptions()));
        Assert.Contains(Endpoint, done.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// Whoever listens pays for it: the page of /metrics listens all the time, and must not listen to these.
    /// </summary>
    [Fact]
    public void Nobody_listens_to_the_registry_s_instruments_by_itself()
    {
        var type = typeof(VerdictTelemetry).Assembly.GetType("OrleansRegistry.Api.Metrics.MetricsPage");
        using var page = (IDisposable)Activator.CreateInstance(type!)!;
        var instruments = _measuring
            .SelectMany(measuring => measuring.GetFields(BindingFlags.Static | BindingFlags.NonPublic))
            .Select(field => field.GetValue(null)).OfType<Instrument>().ToList();
        Assert.Equal(7, instruments.Count);
        Assert.All(instruments, instrument => Assert.False(instrument.Enabled, instrument.Name));
    }

    private static HostApplicationBuilder Builder(params (string Key, string? Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Key, one.Value)));
        return builder;
    }
}
