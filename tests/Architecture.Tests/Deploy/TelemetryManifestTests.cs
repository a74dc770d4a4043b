using k8s.Models;

namespace OrleansRegistry.Architecture.Tests.Deploy;

/// <summary>
/// Goal: what docs/operations.md tells an operator to do for telemetry and diagnosis is what the manifests wait for.
/// </summary>
public sealed class TelemetryManifestTests
{
    private static readonly string _operations = File.ReadAllText(Path.Combine(Sources.Root, "docs", "operations.md"));

    [Fact]
    public void Silos_reach_a_collector_by_gRPC_and_HTTP_in_the_namespace_that_is_labelled_for_it()
    {
        var rule = Assert.Single(Manifests.Base<V1NetworkPolicy>("registry-silo").Spec.Egress,
            rule => rule.Ports.Any(port => port.Port.Value is "4317" or "4318"));
        Assert.Equal([("4317", "TCP"), ("4318", "TCP")], rule.Ports.Select(port => (port.Port.Value, port.Protocol)));
        var (label, value) = Assert.Single(Assert.Single(rule.To).NamespaceSelector.MatchLabels);
        Assert.Contains($"{label}={value}", _operations, StringComparison.Ordinal);
    }

    [Fact]
    public void Telemetry_is_off_until_its_map_is_made()
    {
        var silo = Manifests.Base<V1Deployment>("registry-silo").Spec.Template.Spec.Containers.Single();
        var map = Assert.Single(silo.EnvFrom).ConfigMapRef!;
        Assert.True(map.Optional);
        Assert.Contains($"create configmap {map.Name} ", _operations, StringComparison.Ordinal);
        Assert.DoesNotContain(silo.Env, variable => variable.Name.StartsWith("OTEL_", StringComparison.Ordinal));
    }

    /// <summary>One that had to be started anew for it would be well again.</summary>
    [Fact]
    public void A_silo_can_be_looked_at_as_it_is_and_by_no_debugger()
    {
        var dockerfile = File.ReadAllText(Path.Combine(Sources.Root, "deploy", "Dockerfile"));
        Assert.DoesNotContain("DOTNET_EnableDiagnostics=0", dockerfile, StringComparison.Ordinal);
        Assert.DoesNotContain("DOTNET_EnableDiagnostics_IPC=0", dockerfile, StringComparison.Ordinal);
        Assert.Contains("DOTNET_EnableDiagnostics_Debugger=0", dockerfile, StringComparison.Ordinal);
        Assert.Contains("DOTNET_EnableDiagnostics_Profiler=0", dockerfile, StringComparison.Ordinal);
        var tmp = Manifests.Base<V1Deployment>(
            "registry-silo").Spec.Template.Spec.Volumes.Single(volume => volume.EmptyDir is not null);
        Assert.Contains($"\"name\": \"{tmp.Name}\", \"mountPath\": \"/tmp\"", _operations, StringComparison.Ordinal);
    }
}
