namespace OrleansRegistry.Architecture.Tests.Deploy;

// The parts of the Kubernetes API (v1.30 and later) that deploy/k8s uses, so that a misspelt member fails the reading instead of
// being ignored by a cluster. Whoever needs another member adds it here, by its name in the API reference.
#pragma warning disable CA1812, CA2227, CA1002 // Filled by the YAML reader.

internal sealed class Metadata
{
    public string Name { get; set; } = "";
    public Dictionary<string, string> Labels { get; set; } = [];
    public Dictionary<string, string> Annotations { get; set; } = [];
}

internal abstract class Resource
{
    public string ApiVersion { get; set; } = "";
    public string Kind { get; set; } = "";
    public Metadata Metadata { get; set; } = new();
}

internal sealed class ServiceAccount : Resource
{
    public bool? AutomountServiceAccountToken { get; set; }
}

internal sealed class Deployment : Resource
{
    public DeploymentSpec Spec { get; set; } = new();
}

internal sealed class DeploymentSpec
{
    public int? RevisionHistoryLimit { get; set; }
    public int? MinReadySeconds { get; set; }
    public DeploymentStrategy? Strategy { get; set; }
    public Selector? Selector { get; set; }
    public PodTemplate Template { get; set; } = new();
}

internal sealed class DeploymentStrategy
{
    public string Type { get; set; } = "";
    public RollingUpdate? RollingUpdate { get; set; }
}

internal sealed class RollingUpdate
{
    public int MaxUnavailable { get; set; }
    public int MaxSurge { get; set; }
}

internal sealed class Job : Resource
{
    public JobSpec Spec { get; set; } = new();
}

internal sealed class JobSpec
{
    public int? BackoffLimit { get; set; }
    public int? ActiveDeadlineSeconds { get; set; }
    public int? TtlSecondsAfterFinished { get; set; }
    public PodTemplate Template { get; set; } = new();
}

internal sealed class Selector
{
    public Dictionary<string, string> MatchLabels { get; set; } = [];
}

internal sealed class Autoscaler : Resource
{
    public AutoscalerSpec Spec { get; set; } = new();
}

internal sealed class AutoscalerSpec
{
    public ScaleTarget? ScaleTargetRef { get; set; }
    public int MinReplicas { get; set; }
    public int MaxReplicas { get; set; }
    public List<ScaleMetric> Metrics { get; set; } = [];
    public Dictionary<string, ScaleRules> Behavior { get; set; } = [];
}

internal sealed class ScaleTarget
{
    public string ApiVersion { get; set; } = "";
    public string Kind { get; set; } = "";
    public string Name { get; set; } = "";
}

internal sealed class ScaleMetric
{
    public string Type { get; set; } = "";
    public ResourceMetric? Resource { get; set; }
    public ExternalMetric? External { get; set; }
}

internal sealed class ResourceMetric
{
    public string Name { get; set; } = "";
    public MetricTarget Target { get; set; } = new();
}

internal sealed class ExternalMetric
{
    public Metadata Metric { get; set; } = new();
    public MetricTarget Target { get; set; } = new();
}

internal sealed class MetricTarget
{
    public string Type { get; set; } = "";
    public int? AverageUtilization { get; set; }
    public string? AverageValue { get; set; }
}

internal sealed class ScaleRules
{
    public int StabilizationWindowSeconds { get; set; }
    public List<ScalePolicy> Policies { get; set; } = [];
}

internal sealed class ScalePolicy
{
    public string Type { get; set; } = "";
    public int Value { get; set; }
    public int PeriodSeconds { get; set; }
}

internal sealed class DisruptionBudget : Resource
{
    public DisruptionBudgetSpec Spec { get; set; } = new();
}

internal sealed class DisruptionBudgetSpec
{
    public int MaxUnavailable { get; set; }
    public Selector Selector { get; set; } = new();
}
