using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace OrleansRegistry.Architecture.Tests.Deploy;

/// <summary>Reads deploy/k8s strictly: a member or a kind that is not known, or is given twice, is an error.</summary>
internal static class Manifests
{
    private static readonly Dictionary<(string, string), Type> _kinds = new()
    {
        [("kustomize.config.k8s.io/v1beta1", "Kustomization")] = typeof(Kustomization),
        [("v1", "ServiceAccount")] = typeof(ServiceAccount),
        [("v1", "Service")] = typeof(Service),
        [("apps/v1", "Deployment")] = typeof(Deployment),
        [("batch/v1", "Job")] = typeof(Job),
        [("networking.k8s.io/v1", "Ingress")] = typeof(Ingress),
        [("networking.k8s.io/v1", "NetworkPolicy")] = typeof(NetworkPolicy),
        [("autoscaling/v2", "HorizontalPodAutoscaler")] = typeof(Autoscaler),
        [("policy/v1", "PodDisruptionBudget")] = typeof(DisruptionBudget),
    };

    public static string Folder { get; } = Path.Combine(Sources.Root, "deploy", "k8s");

    public static IEnumerable<string> Files => Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    /// <summary>All resources of all files under a folder of deploy/k8s.</summary>
    public static IEnumerable<Resource> Of(string folder) =>
        Files.Where(file => file.StartsWith(Path.Combine(Folder, folder) + "/", StringComparison.Ordinal)).SelectMany(Read);

    /// <summary>The one resource of this kind and name in the base.</summary>
    public static T Base<T>(string name) where T : Resource => Of("base").OfType<T>().Single(resource => resource.Metadata.Name == name);

    public static IEnumerable<Resource> Read(string file)
    {
        foreach (var document in File.ReadAllText(file).Split("\n---\n")) yield return Resource(document, file);
    }

    private static Resource Resource(string yaml, string file)
    {
        var heads = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).IgnoreUnmatchedProperties().Build();
        var head = heads.Deserialize<ServiceAccount>(yaml); // Any resource has the members that are looked at here.
        Assert.True(_kinds.TryGetValue((head.ApiVersion, head.Kind), out var type), $"{file}: {head.ApiVersion} {head.Kind} is not known");
        var strict = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance)
            .WithDuplicateKeyChecking().Build();
        var parser = new Parser(new StringReader(yaml));
        parser.Consume<StreamStart>();
        try
        {
            return (Resource)strict.Deserialize(parser, type!)!;
        }
        catch (YamlException fault)
        {
            throw new InvalidDataException($"{file}: {fault.Message} {fault.InnerException?.Message} at {fault.Start}", fault);
        }
    }
}
