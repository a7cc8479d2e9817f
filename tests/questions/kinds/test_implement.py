"""Implement tasks: how an answer is called is derived, not written a second time."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from lossquiz.questions.bank import load_bank
from lossquiz.questions.kinds.implement import ImplementTask

QUESTIONS = Path(__file__).resolve().parents[3] / "questions"
TASKS = load_bank().tasks
# Copied from the words that users rely on, not from the code.
SIGNATURES = {
    "arcface": "arcface_loss(embeddings, weight, labels, scale=30.0, margin=0.5)",
    "asymmetric": "asymmetric_loss(logits, target, gamma_pos=0.0, gamma_neg=4.0, clip=0.05)",
    "barlow_twins": "barlow_twins_loss(z1, z2, lambd=0.005)",
    "batch_hard_triplet": "batch_hard_triplet_loss(embeddings, labels, margin=0.2)",
    "bce": "bce_loss(probs, target)",
    "bce_with_logits": "bce_with_logits_loss(logits, target)",
    "bce_with_logits_backward": "bce_with_logits_backward(logits, target)",
    "bpr": "bpr_loss(pos_scores, neg_scores)",
    "bradley_terry": "reward_model_loss(chosen_rewards, rejected_rewards)",
    "byol": "byol_loss(prediction, target)",
    "categorical_cross_entropy": "categorical_cross_entropy_loss(probs, target)",
    "categorical_focal": "categorical_focal_loss(probs, target, gamma=2.0)",
    "causal_lm_ce": "causal_lm_loss(logits, input_ids, pad_id=-100)",
    "charbonnier": "charbonnier_loss(pred, target, eps=1e-3)",
    "ciou": "ciou_loss(pred_boxes, target_boxes)",
    "clip": "clip_loss(image, text, logit_scale)",
    "contrastive": "contrastive_loss(x1, x2, target, margin=1.0)",
    "contrastive_hadsell": "contrastive_loss_hadsell(distance, target, margin=1.0)",
    "coral": "coral_loss(logits, target)",
    "cosface": "cosface_loss(embeddings, weight, labels, scale=30.0, margin=0.35)",
    "cosine_embedding": "cosine_embedding_loss(x1, x2, target, margin=0.0)",
    "cox_ph": "cox_ph_loss(log_hazard, duration, event)",
    "cross_entropy": "cross_entropy_loss(logits, target)",
    "cross_entropy_backward": "cross_entropy_backward(logits, target)",
    "cross_entropy_z": "cross_entropy_with_z_loss(logits, target, z_weight=1e-4)",
    "crps_gaussian": "crps_gaussian_loss(mean, std, target)",
    "ctc": "ctc_loss(log_probs, targets, input_lengths, target_lengths, blank=0)",
    "custom_loss_module": "forward(pred, target)",
    "dice": "dice_loss(probs, target, smooth=1.0)",
    "diou": "diou_loss(pred_boxes, target_boxes)",
    "double_dqn": "double_dqn_loss(q, next_q_online, next_q_target, actions, rewards, done, discount=0.99)",
    "dpo": "dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1)",
    "elbo": "vae_loss(recon_logits, target, mu, logvar, beta=1.0)",
    "epsilon_insensitive": "epsilon_insensitive_loss(pred, target, epsilon=0.1)",
    "flow_matching": "flow_matching_loss(velocity, x0, x1)",
    "focal": "focal_loss(logits, target, gamma=2.0)",
    "focal_alpha": "focal_loss_with_alpha(logits, target, alpha=0.25, gamma=2.0)",
    "focal_tversky": "focal_tversky_loss(probs, target, alpha=0.7, beta=0.3, gamma=0.75, smooth=1.0)",
    "gan_hinge": "gan_hinge_loss(real_logits, fake_logits)",
    "gan_non_saturating": "discriminator_loss(real_logits, fake_logits)",
    "gaussian_kl": "gaussian_kl_loss(mu, logvar)",
    "gaussian_nll": "gaussian_nll_loss(mean, target, var)",
    "gce": "generalized_cross_entropy_loss(logits, target, q=0.7)",
    "giou": "giou_loss(pred_boxes, target_boxes)",
    "grpo": "grpo_loss(log_probs, rewards, group_size)",
    "grpo_clip": "grpo_clip_loss(log_probs, old_log_probs, ref_log_probs, advantages, mask, clip=0.2, beta=0.04)",
    "hinge": "hinge_loss(scores, target)",
    "hinge_embedding": "hinge_embedding_loss(distance, target, margin=1.0)",
    "huber": "huber_loss(pred, target, delta=1.0)",
    "in_batch_softmax": "in_batch_softmax_loss(query, item, log_freq, temperature=0.05)",
    "info_nce": "info_nce_loss(query, key, temperature=0.07)",
    "iou_loss": "iou_loss(pred_boxes, target_boxes)",
    "ipo": "ipo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta=0.1)",
    "jaccard": "jaccard_loss(probs, target, smooth=1.0)",
    "js_div": "js_divergence_loss(p, q)",
    "kd_kl": "distillation_loss(student_logits, teacher_logits, temperature=2.0)",
    "kl_div": "kl_divergence_loss(log_q, p)",
    "kl_k3": "kl_estimate_loss(log_probs, ref_log_probs)",
    "kto": "kto_loss(policy_logps, ref_logps, desirable, kl, beta=0.1)",
    "label_smoothing_ce": "label_smoothing_cross_entropy_loss(logits, target, smoothing=0.1)",
    "linear_ce": "linear_cross_entropy_loss(hidden, weight, target)",
    "listmle": "list_mle_loss(scores, relevance)",
    "listnet": "listnet_loss(scores, relevance)",
    "load_balancing": "load_balancing_loss(router_logits, top_k=2)",
    "log_cosh": "log_cosh_loss(pred, target)",
    "logit_adjusted_ce": "logit_adjusted_cross_entropy_loss(logits, target, prior, tau=1.0)",
    "mae": "mae_loss(pred, target)",
    "margin_ranking": "margin_ranking_loss(x1, x2, target, margin=0.0)",
    "masked_cross_entropy": "masked_cross_entropy_loss(logits, target, ignore_index=-100)",
    "mdn": "mixture_density_loss(logits, mean, log_std, target)",
    "min_snr": "min_snr_loss(noise_pred, noise, snr, gamma=5.0)",
    "mixup_ce": "mixup_cross_entropy_loss(logits, target_a, target_b, lam)",
    "mse": "mse_loss(pred, target)",
    "mse_backward": "mse_backward(pred, target)",
    "msle": "msle_loss(pred, target)",
    "multi_margin": "multi_margin_loss(logits, target, margin=1.0)",
    "multi_quantile": "multi_quantile_loss(pred, target, quantiles)",
    "multiclass_focal": "multiclass_focal_loss(logits, target, gamma=2.0)",
    "negative_binomial_nll": "negative_binomial_loss(log_mean, log_dispersion, target)",
    "negative_sampling": "negative_sampling_loss(center, context, negatives)",
    "nll": "nll_loss(log_probs, target)",
    "ntxent": "nt_xent_loss(z1, z2, temperature=0.5)",
    "orpo": "orpo_loss(chosen_logps, rejected_logps, beta=0.1)",
    "poisson_nll": "poisson_nll_loss(log_rate, target)",
    "poly1": "poly1_loss(logits, target, epsilon=1.0)",
    "ppo_clip": "ppo_clip_loss(log_probs, old_log_probs, advantages, clip=0.2)",
    "pseudo_huber": "pseudo_huber_loss(pred, target, delta=1.0)",
    "quantile": "quantile_loss(pred, target, q=0.5)",
    "ranknet": "ranknet_loss(scores, relevance)",
    "reinforce": "policy_gradient_loss(logits, actions, advantages, entropy_weight=0.01)",
    "reverse_kl_kd": "reverse_kl_distillation_loss(student_logits, teacher_logits)",
    "router_z": "router_z_loss(router_logits)",
    "siglip": "siglip_loss(image, text, logit_scale, logit_bias)",
    "simpo": "simpo_loss(chosen_logps, rejected_logps, chosen_len, rejected_len, beta=2.0, gamma=1.0)",
    "smooth_l1": "smooth_l1_loss(pred, target, beta=1.0)",
    "soft_margin": "soft_margin_loss(scores, target)",
    "soft_target_ce": "soft_target_cross_entropy_loss(logits, target_probs)",
    "squared_hinge": "squared_hinge_loss(scores, target)",
    "supcon": "supcon_loss(embeddings, labels, temperature=0.1)",
    "symmetric_ce": "symmetric_cross_entropy_loss(logits, target, alpha=0.1, beta=1.0)",
    "triplet": "triplet_loss(anchor, positive, negative, margin=1.0)",
    "tversky": "tversky_loss(probs, target, alpha=0.5, beta=0.5, smooth=1.0)",
    "tweedie": "tweedie_loss(log_mu, target, p=1.5)",
    "uncertainty_weighting": "multi_task_loss(losses, log_vars)",
    "v_prediction": "v_prediction_loss(output, x0, noise, alpha, sigma)",
    "value_clip": "clipped_value_loss(values, old_values, returns, clip=0.2)",
    "vicreg": "vicreg_loss(z1, z2, sim=25.0, std=25.0, cov=1.0)",
    "vq": "vq_loss(encoded, codes, commitment=0.25)",
    "weighted_bce": "weighted_bce_with_logits_loss(logits, target, pos_weight)",
    "weighted_cross_entropy": "weighted_cross_entropy_loss(logits, target, weight)",
    "weighted_mse_l1": "weighted_mse_l1_loss(pred, target, weight=1.0)",
    "wing": "wing_loss(pred, target, w=10.0, epsilon=2.0)",
    "zip_nll": "zero_inflated_poisson_loss(logit_pi, log_rate, target)",
}


@pytest.mark.parametrize("name", TASKS)
def test_the_signature_is_the_one_that_users_rely_on(name: str) -> None:
    assert TASKS[name].signature == SIGNATURES[name]


def test_a_module_is_constructed_with_the_parameters() -> None:
    assert TASKS["custom_loss_module"].construct == "CustomLoss(weight=1.0)"
    assert TASKS["huber"].construct == ""


def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> ImplementTask:
    monkeypatch.setenv("LOSSQUIZ_HOME", str(tmp_path / "home"))
    text = (QUESTIONS / "regression" / "huber.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    (tmp_path / "regression").mkdir()
    (tmp_path / "regression" / "huber.yaml").write_text(text.replace(old, new), encoding="utf-8")
    return load_bank(root=tmp_path).tasks["huber"]


@pytest.mark.parametrize("written", ["1e-4", "0.50", "-100", "2"])
def test_a_default_is_shown_as_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    task = loaded(tmp_path, monkeypatch, "{default: 1.0,", f"{{default: {written},")
    assert task.signature == f"huber_loss(pred, target, delta={written})"
    assert task.parameters[0].default == float(written)


def test_the_order_of_the_inputs_is_the_order_of_a_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = '    target: {sampler: normal, shape: "*"}\n'
    pred = '    pred: {sampler: normal, shape: "*", gradient: true, options: {std: 1.5}}\n'
    task = loaded(tmp_path, monkeypatch, pred + target, target + pred)
    assert task.signature == "huber_loss(target, pred, delta=1.0)"


@pytest.mark.parametrize("path", sorted(QUESTIONS.rglob("*.yaml")), ids=lambda path: path.stem)
def test_no_question_file_writes_a_fact_of_the_task_twice(path: Path) -> None:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert "id" not in data
    assert not {"id", "signature", "construct", "name", "function", "title", "family"} & set(data.get("implement", {}))


def test_an_implement_task_is_graded_and_never_marked() -> None:
    with pytest.raises(TypeError, match="graded, not marked"):
        TASKS["huber"].mark("b")


def test_the_answer_is_the_code_of_the_model_answer() -> None:
    answer = TASKS["huber"].answer()
    assert answer.label == "A model answer to huber"
    assert "def huber_loss(" in answer.code
    assert not answer.text
