using k8s;
using k8s.Models;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace OrleansRegistry.Architecture.Tests.Deploy;

/// <summary>
/// Reads deploy/k8s by the models of the Kubernetes client, strictly: a member or a kind that Kubernetes does not know,
/// and that a cluster would pass over, is an error, and so is what is given twice.
/// </summary>
internal static class Manifests
{
    private static readonly IDeserializer _kustomize = new DeserializerBuilder()
        .WithNamingConvention(CamelCaseNamingConvention.Instance).WithDuplicateKeyChecking().Build();

    public static string Folder { get; } = Path.Combine(Sources.Root, "deploy", "k8s");

    public static IEnumerable<string> Files =>
        Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    /// <summary>All resources of all files under a folder of deploy/k8s.</summary>
    public static IEnumerable<object> Of(string folder) =>
        Files.Where(
            file => file.StartsWith(Path.Combine(Folder, folder) + "/", StringComparison.Ordinal)).SelectMany(Read);

    /// <summary>The one resource of this kind and name in the base.</summary>
    public static T Base<T>(string name) where T : IMetadata<V1ObjectMeta> =>
        Of("base").OfType<T>().Single(resource => resource.Metadata.Name == name);

    public static IReadOnlyList<object> Read(string file)
    {
        var text = File.ReadAllText(file);
        try
        {
            return Path.GetFileName(file) == "kustomization.yaml"
                ? [_kustomize.Deserialize<Kustomization>(text)]
                : KubernetesYaml.LoadAllFromString(text, strict: true);
        }
        catch (Exception fault) when (fault is YamlException or KeyNotFoundException)
        {
            throw new InvalidDataException($"{file}: {fault.Message} {fault.InnerException?.Message}", fault);
        }
    }
}
