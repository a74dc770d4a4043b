namespace OrleansRegistry.Architecture.Tests.Deploy;

#pragma warning disable CA1812, CA2227, CA1002 // Filled by the YAML reader.

internal sealed class PodTemplate
{
    public Metadata Metadata { get; set; } = new();
    public PodSpec Spec { get; set; } = new();
}

internal sealed class PodSpec
{
    public string? ServiceAccountName { get; set; }
    public bool? AutomountServiceAccountToken { get; set; }
    public int? TerminationGracePeriodSeconds { get; set; }
    public string? RestartPolicy { get; set; }
    public PodSecurity? SecurityContext { get; set; }
    public Affinity? Affinity { get; set; }
    public List<TopologySpread> TopologySpreadConstraints { get; set; } = [];
    public List<Container> Containers { get; set; } = [];
    public List<Volume> Volumes { get; set; } = [];
}

internal sealed class PodSecurity
{
    public bool? RunAsNonRoot { get; set; }
    public int? RunAsUser { get; set; }
    public int? RunAsGroup { get; set; }
    public Dictionary<string, string> SeccompProfile { get; set; } = [];
}

internal sealed class Affinity
{
    public PodAntiAffinity? PodAntiAffinity { get; set; }
}

internal sealed class PodAntiAffinity
{
    public List<WeightedTerm> PreferredDuringSchedulingIgnoredDuringExecution { get; set; } = [];
    public List<AffinityTerm> RequiredDuringSchedulingIgnoredDuringExecution { get; set; } = [];
}

internal sealed class WeightedTerm
{
    public int Weight { get; set; }
    public AffinityTerm PodAffinityTerm { get; set; } = new();
}

internal sealed class AffinityTerm
{
    public string TopologyKey { get; set; } = "";
    public Selector LabelSelector { get; set; } = new();
}

internal sealed class TopologySpread
{
    public int MaxSkew { get; set; }
    public string TopologyKey { get; set; } = "";
    public string WhenUnsatisfiable { get; set; } = "";
    public Selector LabelSelector { get; set; } = new();
}

internal sealed class Container
{
    public string Name { get; set; } = "";
    public string? Image { get; set; }
    public List<string> Command { get; set; } = [];
    public List<ContainerPort> Ports { get; set; } = [];
    public List<EnvironmentVariable> Env { get; set; } = [];
    public List<EnvironmentSource> EnvFrom { get; set; } = [];
    public Probe? StartupProbe { get; set; }
    public Probe? LivenessProbe { get; set; }
    public Probe? ReadinessProbe { get; set; }
    public Lifecycle? Lifecycle { get; set; }
    public Resources? Resources { get; set; }
    public ContainerSecurity? SecurityContext { get; set; }
    public List<VolumeMount> VolumeMounts { get; set; } = [];
}

internal sealed class ContainerPort
{
    public string Name { get; set; } = "";

    [YamlDotNet.Serialization.YamlMember(Alias = "containerPort")]
    public int Number { get; set; }
}

internal sealed class EnvironmentVariable
{
    public string Name { get; set; } = "";
    public string? Value { get; set; }
    public ValueSource? ValueFrom { get; set; }
}

internal sealed class EnvironmentSource
{
    public ConfigMapReference? ConfigMapRef { get; set; }
}

internal sealed class ConfigMapReference
{
    public string Name { get; set; } = "";
    public bool Optional { get; set; }
}

internal sealed class ValueSource
{
    public SecretKey? SecretKeyRef { get; set; }
    public Dictionary<string, string>? FieldRef { get; set; }
}

internal sealed class SecretKey
{
    public string Name { get; set; } = "";
    public string Key { get; set; } = "";
    public bool Optional { get; set; }
}

internal sealed class Probe
{
    public HttpGet HttpGet { get; set; } = new();
    public int PeriodSeconds { get; set; }
    public int TimeoutSeconds { get; set; } = 1;
    public int FailureThreshold { get; set; }
}

internal sealed class HttpGet
{
    public string Path { get; set; } = "";
    public string Port { get; set; } = "";
}

internal sealed class Lifecycle
{
    public LifecycleHandler PreStop { get; set; } = new();
}

internal sealed class LifecycleHandler
{
    public Dictionary<string, int> Sleep { get; set; } = [];
}

internal sealed class Resources
{
    public Dictionary<string, string> Requests { get; set; } = [];
    public Dictionary<string, string> Limits { get; set; } = [];
}

internal sealed class ContainerSecurity
{
    public bool? AllowPrivilegeEscalation { get; set; }
    public bool? ReadOnlyRootFilesystem { get; set; }
    public Dictionary<string, List<string>> Capabilities { get; set; } = [];
}

internal sealed class VolumeMount
{
    public string Name { get; set; } = "";
    public string MountPath { get; set; } = "";
    public bool ReadOnly { get; set; }
}

internal sealed class Volume
{
    public string Name { get; set; } = "";
    public Dictionary<string, string>? EmptyDir { get; set; }
    public SecretVolume? Secret { get; set; }
    public Metadata? ConfigMap { get; set; }
}

internal sealed class SecretVolume
{
    public string SecretName { get; set; } = "";
}
