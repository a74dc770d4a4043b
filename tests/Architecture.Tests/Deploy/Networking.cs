namespace OrleansRegistry.Architecture.Tests.Deploy;

#pragma warning disable CA1812, CA2227, CA1002 // Filled by the YAML reader.

internal sealed class Service : Resource
{
    public ServiceSpec Spec { get; set; } = new();
}

internal sealed class ServiceSpec
{
    public string Type { get; set; } = "";
    public string? ExternalName { get; set; }
    public Dictionary<string, string> Selector { get; set; } = [];
    public List<ServicePort> Ports { get; set; } = [];
}

internal sealed class ServicePort
{
    public string Name { get; set; } = "";
    public int Port { get; set; }
    public string TargetPort { get; set; } = "";
}

internal sealed class Ingress : Resource
{
    public IngressSpec Spec { get; set; } = new();
}

internal sealed class IngressSpec
{
    public string IngressClassName { get; set; } = "";
    public List<IngressTls> Tls { get; set; } = [];
    public List<IngressRule> Rules { get; set; } = [];
}

internal sealed class IngressTls
{
    public List<string> Hosts { get; set; } = [];
    public string SecretName { get; set; } = "";
}

internal sealed class IngressRule
{
    public string Host { get; set; } = "";
    public IngressPaths Http { get; set; } = new();
}

internal sealed class IngressPaths
{
    public List<IngressPath> Paths { get; set; } = [];
}

internal sealed class IngressPath
{
    public string Path { get; set; } = "";
    public string PathType { get; set; } = "";
    public Dictionary<string, IngressBackend> Backend { get; set; } = [];
}

internal sealed class IngressBackend
{
    public string Name { get; set; } = "";
    public Dictionary<string, string> Port { get; set; } = [];
}

internal sealed class NetworkPolicy : Resource
{
    public NetworkPolicySpec Spec { get; set; } = new();
}

internal sealed class NetworkPolicySpec
{
    public Selector PodSelector { get; set; } = new();
    public List<string> PolicyTypes { get; set; } = [];
    public List<NetworkRule> Ingress { get; set; } = [];
    public List<NetworkRule> Egress { get; set; } = [];
}

internal sealed class NetworkRule
{
    public List<Dictionary<string, Selector>> From { get; set; } = [];
    public List<Dictionary<string, Selector>> To { get; set; } = [];
    public List<NetworkPort> Ports { get; set; } = [];
}

internal sealed class NetworkPort
{
    public int Port { get; set; }
    public string Protocol { get; set; } = "";
}

internal sealed class Kustomization : Resource
{
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
