using System.Text.RegularExpressions;
using k8s;
using k8s.Models;

namespace OrleansRegistry.Architecture.Tests.Deploy;

/// <summary>
/// Goal: what is deployed is what the code is: image, probes, ports, settings; and it may do no more than it must.
/// </summary>
public sealed partial class ManifestTests
{
    private static readonly V1Deployment _silo = Manifests.Base<V1Deployment>("registry-silo");
    private static readonly V1Job _migrate = Manifests.Base<V1Job>("registry-migrate");
    private static readonly string _dockerfile = File.ReadAllText(Path.Combine(Sources.Root, "deploy", "Dockerfile"));

    private static V1Container Silo => _silo.Spec.Template.Spec.Containers.Single();

    private static IEnumerable<V1PodTemplateSpec> Pods => [_silo.Spec.Template, _migrate.Spec.Template];

    [Fact]
    public void Every_manifest_is_read_strictly_and_named_by_its_kustomization()
    {
        foreach (var file in Manifests.Files)
        {
            Assert.NotEmpty(Manifests.Read(file));
            if (Path.GetFileName(file) == "kustomization.yaml") continue;
            var kustomization = (Kustomization)Manifests.Read(
                Path.Combine(Path.GetDirectoryName(file)!, "kustomization.yaml")).Single();
            Assert.Contains(
                Path.GetFileName(file),
                kustomization.Resources.Concat(kustomization.Patches.Select(patch => patch.Path)));
        }
    }

    [Theory]
    [InlineData("kind: Service\nspec:\n  selectors: {}\n")]
    [InlineData("kind: Service\nspec:\n  type: NodePort\n  type: ClusterIP\n")]
    [InlineData("kind: Servise\n")]
    public void What_Kubernetes_would_pass_over_is_an_error(string yaml)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "apiVersion: v1\n" + yaml);
        Assert.Throws<InvalidDataException>(() => Manifests.Read(file));
        File.Delete(file);
    }

    [Fact]
    public void Every_image_is_set_by_the_overlays_to_a_fixed_version()
    {
        var images = Pods.SelectMany(pod => pod.Spec.Containers)
            .Select(container => container.Image)
            .Distinct()
            .ToList();
        foreach (var overlay in new[] { "small", "large" })
        {
            var set = Manifests.Of(overlay).OfType<Kustomization>().Single().Images;
            Assert.Equal(images, set.Select(image => image.Name));
            Assert.All(set, image => Assert.Matches(@"^\d+\.\d+\.\d+$", image.NewTag));
            Assert.All(set, image => Assert.Contains(
                image.Name + ":", _dockerfile, StringComparison.Ordinal)); // Built under this name.
        }
    }

    [Fact]
    public void Probes_ask_paths_that_the_contract_has()
    {
        var contract = File.ReadAllText(Path.Combine(Sources.Root, "openapi", "v1.json"));
        foreach (var probe in new[] { Silo.StartupProbe, Silo.LivenessProbe, Silo.ReadinessProbe })
        {
            Assert.Contains($"\"{probe!.HttpGet.Path}\": {{", contract, StringComparison.Ordinal);
            Assert.Equal("http", probe.HttpGet.Port.Value);
        }
        Assert.Equal("/readyz", Silo.ReadinessProbe!.HttpGet.Path);
        Assert.Equal("/healthz", Silo.LivenessProbe!.HttpGet.Path); // A database that is away restarts nobody.
        Assert.Contains($"\"{_silo.Spec.Template.Metadata.Annotations["prometheus.io/path"]}\": {{",
            contract,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Ports_are_those_of_the_image_of_the_services_and_of_the_network_policy()
    {
        var ports = Silo.Ports.ToDictionary(port => port.Name, port => $"{port.ContainerPort}");
        Assert.Contains($"ASPNETCORE_HTTP_PORTS={ports["http"]}", _dockerfile, StringComparison.Ordinal);
        Assert.Contains($"EXPOSE {ports["http"]} {ports["silo"]}", _dockerfile, StringComparison.Ordinal);
        Assert.Equal($"{ports["silo"]}", Silo.Env.Single(variable => variable.Name == "Registry__Silo__Port").Value);
        Assert.Equal($"{ports["http"]}", _silo.Spec.Template.Metadata.Annotations["prometheus.io/port"]);
        Assert.Equal("http", Manifests.Base<V1Service>("registry").Spec.Ports.Single().TargetPort.Value);
        var open = Manifests.Base<V1NetworkPolicy>("registry-silo").Spec.Ingress.SelectMany(rule => rule.Ports)
            .Select(port => port.Port.Value);
        Assert.Equal(ports.Values.Order(), open.Order());
    }

    [Fact]
    public void Every_setting_is_one_that_the_code_reads()
    {
        var read = Sources.Of("src").SelectMany(file => Setting().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value.Replace(":", "__", StringComparison.Ordinal))
            .ToHashSet(StringComparer.Ordinal);
        var given = Pods.SelectMany(pod => pod.Spec.Containers).SelectMany(container => container.Env)
            .Select(variable => variable.Name)
            .Concat(DockerSetting().Matches(_dockerfile).Select(match => match.Groups[1].Value));
        Assert.All(
            given.Where(name => !name.StartsWith("ASPNETCORE_", StringComparison.Ordinal)),
            name => Assert.Contains(name, read));
    }

    /// <summary>A silo in Production does not start without them, and the address stands in every QR code.</summary>
    [Fact]
    public void Keys_are_sealed_under_a_secret_and_codes_lead_to_the_host_of_the_ingress()
    {
        var secret = Silo.Env.Single(variable => variable.Name == "Registry__KeySecret").ValueFrom!.SecretKeyRef!;
        Assert.Equal(("registry-keys", "secret", false), (secret.Name, secret.Key, secret.Optional ?? false));
        Assert.Contains(
            $"`{secret.Name}`", File.ReadAllText(Path.Combine(Sources.Root, "docs", "operations.md")),
            StringComparison.Ordinal);
        var url = Silo.Env.Single(variable => variable.Name == "Registry__PublicUrl").Value!;
        Assert.True(url.Length <= Infrastructure.Tokens.VerificationOptions.MaxPublicUrl, url);
        Assert.Equal(Manifests.Base<V1Ingress>("registry").Spec.Rules.Single().Host, new Uri(url).Host);
    }

    /// <summary>A file that nothing mounts would keep every silo from starting.</summary>
    [Fact]
    public void Certificates_are_files_of_a_secret_that_the_manual_makes_and_a_silo_is_named_as_its_pod()
    {
        var operations = File.ReadAllText(Path.Combine(Sources.Root, "docs", "operations.md"));
        var mount = Silo.VolumeMounts.Single(mount => mount.Name == "silo-tls");
        var secret = _silo.Spec.Template.Spec.Volumes.Single(volume => volume.Name == mount.Name).Secret!.SecretName;
        var made = LineWith(operations, $"create secret generic {secret} ");
        var files = Silo.Env.Where(one => one.Name.StartsWith("Registry__Silo__Tls__", StringComparison.Ordinal));
        Assert.Equal(3, files.Count());
        Assert.All(files, setting =>
        {
            Assert.StartsWith(mount.MountPath + "/", setting.Value, StringComparison.Ordinal);
            var key = setting.Value![(mount.MountPath.Length + 1)..];
            Assert.Contains($"--from-file={key}=", made, StringComparison.Ordinal);
        });
        var name = Silo.Env.Single(one => one.Name == "Registry__Silo__Name");
        Assert.Equal("metadata.name", name.ValueFrom!.FieldRef!.FieldPath);
    }

    /// <summary>By the file that is mounted, in the connection strings of the manual.</summary>
    [Fact]
    public void The_database_is_reached_by_TLS_and_its_certificate_is_checked()
    {
        var operations = File.ReadAllText(Path.Combine(Sources.Root, "docs", "operations.md"));
        Assert.All(Pods, pod =>
        {
            var mount = pod.Spec.Containers.Single().VolumeMounts.Single(mount => mount.Name == "database-authority");
            var map = pod.Spec.Volumes.Single(volume => volume.Name == mount.Name).ConfigMap!.Name;
            var made = LineWith(operations, $"create configmap {map} ");
            var file = $"{mount.MountPath}/{DatabaseFile().Match(made).Groups[1].Value}";
            var checks = $"SSL Mode=VerifyFull;Root Certificate={file}";
            foreach (var secret in new[] { "registry-database", "registry-database-owner" })
            {
                var line = LineWith(operations, $"create secret generic {secret} ");
                Assert.Contains(checks, line, StringComparison.Ordinal);
            }
        });
    }

    private static string LineWith(string text, string words) =>
        text.Split('\n').Single(line => line.Contains(words, StringComparison.Ordinal));

    [Fact]
    public void Programs_of_the_image_are_built_by_it()
    {
        Assert.Contains("deploy/layout.sh", _dockerfile, StringComparison.Ordinal);
        var layout = File.ReadAllText(Path.Combine(Sources.Root, "deploy", "layout.sh"));
        var programs = new[]
        {
            ("/app/silo/OrleansRegistry.Silo.dll", "src/Silo"), ("/app/cli/registry.dll", "src/Cli"),
        };
        foreach (var (dll, folder) in programs)
        {
            Assert.Contains($"\npublish {folder} ", layout, StringComparison.Ordinal);
            Assert.True(dll == "/app/cli/registry.dll"
                ? _migrate.Spec.Template.Spec.Containers.Single().Command.Contains(dll)
                : _dockerfile.Contains(dll, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void No_pod_is_root_or_writes_outside_its_scratch_folder_or_talks_to_Kubernetes()
    {
        Assert.Contains("\nUSER 1654\n", _dockerfile, StringComparison.Ordinal);
        foreach (var pod in Pods)
        {
            Assert.True(pod.Spec.SecurityContext!.RunAsNonRoot);
            Assert.Equal(1654, pod.Spec.SecurityContext.RunAsUser);
            Assert.False(pod.Spec.AutomountServiceAccountToken);
            Assert.All(pod.Spec.Containers, container =>
            {
                Assert.True(container.SecurityContext!.ReadOnlyRootFilesystem);
                Assert.False(container.SecurityContext.AllowPrivilegeEscalation);
                Assert.Equal(["ALL"], container.SecurityContext.Capabilities.Drop);
                var written = container.VolumeMounts.Where(mount => mount.ReadOnlyProperty != true);
                Assert.Equal(["/tmp"], written.Select(mount => mount.MountPath));
                Assert.NotEmpty(container.Resources!.Requests);
                Assert.Contains("memory", container.Resources.Limits.Keys);
            });
            Assert.Contains("registry/uses-database",
                pod.Metadata.Labels.Keys); // Else the network policy keeps it from the database.
        }
    }

    [Fact]
    public void A_silo_that_is_informed_to_go_has_time_to_hand_over_and_they_go_one_at_a_time()
    {
        var program = string.Concat(Sources.Of("src/Silo").Select(File.ReadAllText));
        var shutdown = int.Parse(
            ShutdownSeconds().Match(program).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        var pause = Silo.Lifecycle!.PreStop.Sleep.Seconds;
        Assert.True(pause + shutdown < _silo.Spec.Template.Spec.TerminationGracePeriodSeconds);
        var rollout = _silo.Spec.Strategy!.RollingUpdate!;
        Assert.Equal(("0", "1"), (rollout.MaxUnavailable.Value, rollout.MaxSurge.Value));
        Assert.Equal("1", Manifests.Base<V1PodDisruptionBudget>("registry-silo").Spec.MaxUnavailable.Value);
        var scaleDown = Manifests.Base<V2HorizontalPodAutoscaler>("registry-silo").Spec.Behavior.ScaleDown;
        Assert.All(scaleDown.Policies, policy => Assert.Equal(1, policy.Value));
    }

    [Fact]
    public void Metrics_that_scale_or_alarm_are_metrics_that_the_registry_has()
    {
        var page = string.Concat(Sources.Of("src/Api/Metrics").Select(File.ReadAllText));
        var rules = File.ReadAllText(Path.Combine(Sources.Root, "deploy", "alerts", "registry.rules.yaml"));
        var external = Manifests.Base<V2HorizontalPodAutoscaler>("registry-silo").Spec.Metrics
            .Select(metric => metric.External?.Metric.Name).OfType<string>();
        Assert.All(external.Concat(Metric().Matches(rules).Select(match => match.Value)).Distinct(),
            name => Assert.Contains($"\"{name}\"", page, StringComparison.Ordinal));
    }

    /// <summary>Applied alone by this label (docs/operations.md), the job would wait for what is not there.</summary>
    [Fact]
    public void The_migration_goes_before_the_silos_with_what_it_stands_on()
    {
        var first = Manifests.Of("base").OfType<IKubernetesObject<V1ObjectMeta>>()
            .Where(resource => resource.GetLabel("registry/step") == "migrate")
            .Select(resource => (resource.Kind, resource.Metadata.Name)).ToHashSet();
        HashSet<(string, string)> needed =
        [
            ("Job", "registry-migrate"), ("ServiceAccount", _migrate.Spec.Template.Spec.ServiceAccountName!),
            ("Service", "registry-database"), ("NetworkPolicy", "registry-database"),
        ];
        Assert.Superset(needed, first);
        Assert.DoesNotContain(first, resource => resource.Kind == "Deployment");
        var operations = File.ReadAllText(Path.Combine(Sources.Root, "docs", "operations.md"));
        Assert.Contains("-l registry/step=migrate", operations, StringComparison.Ordinal);
    }

    [Fact]
    public void Selectors_find_the_pods()
    {
        var labels = _silo.Spec.Template.Metadata.Labels;
        IDictionary<string, string>[] selectors =
        [
            _silo.Spec.Selector.MatchLabels,
            Manifests.Base<V1PodDisruptionBudget>("registry-silo").Spec.Selector.MatchLabels,
            Manifests.Base<V1NetworkPolicy>("registry-silo").Spec.PodSelector.MatchLabels,
            Manifests.Base<V1Service>("registry").Spec.Selector,
            .. _silo.Spec.Template.Spec.TopologySpreadConstraints.Select(spread => spread.LabelSelector.MatchLabels),
        ];
        Assert.All(selectors, selector => Assert.Subset(labels.ToHashSet(), selector.ToHashSet()));
        Assert.All(selectors, Assert.NotEmpty);
    }

    [GeneratedRegex("--from-file=([a-z.]+)=")]
    private static partial Regex DatabaseFile();

    [GeneratedRegex("\"(Registry(?:(?::|__)[A-Za-z]+)+)\"")]
    private static partial Regex Setting();

    [GeneratedRegex(@"\b(Registry(?:__[A-Za-z]+)+)=")]
    private static partial Regex DockerSetting();

    [GeneratedRegex(@"ShutdownTimeout = TimeSpan\.FromSeconds\((\d+)\)")]
    private static partial Regex ShutdownSeconds();

    [GeneratedRegex(@"\bregistry_[a-z_]+")]
    private static partial Regex Metric();
}
