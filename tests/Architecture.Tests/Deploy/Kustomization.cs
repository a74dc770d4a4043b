namespace OrleansRegistry.Architecture.Tests.Deploy;

#pragma warning disable CA1812, CA2227, CA1002 // Filled by the YAML reader.

/// <summary>What deploy/k8s uses of kustomize, which is no part of the Kubernetes API and not of its client.</summary>
internal sealed class Kustomization
{
    public string ApiVersion { get; set; } = "";
    public string Kind { get; set; } = "";
    public string? Namespace { get; set; }
    public List<string> Resources { get; set; } = [];
    public List<KustomizeLabels> Labels { get; set; } = [];
    public List<KustomizeImage> Images { get; set; } = [];
    public List<KustomizePatch> Patches { get; set; } = [];
}

internal sealed class KustomizeLabels
{
    public Dictionary<string, string> Pairs { get; set; } = [];
}

internal sealed class KustomizeImage
{
    public string Name { get; set; } = "";
    public string NewName { get; set; } = "";
    public string NewTag { get; set; } = "";
}

internal sealed class KustomizePatch
{
    public string Path { get; set; } = "";
}
